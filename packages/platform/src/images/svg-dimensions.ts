import { SaxesParser, type SaxesTagNS } from 'saxes'

/** CSS pixels per unit (CSS Values 4 §6.2); relative units need a page around the picture. */
const pixelsPer: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  Q: 96 / 101.6,
}

const length = (text: string | undefined): number | null => {
  const [, digits = '', unit = ''] = /^\s*([\d.]{1,12})([a-zA-Z]{0,2})\s*$/.exec(text ?? '') ?? []
  const pixels = Number(digits) * (pixelsPer[unit] ?? Number.NaN)
  return pixels > 0 ? pixels : null
}

const viewBoxOf = (text = ''): readonly [width: number | null, height: number | null] => {
  const [, , width, height] = text
    .trim()
    .slice(0, 200)
    .split(/[\s,]+/)
  return [length(width), length(height)]
}

/** Read a little at a time: what follows the root's own tag is none of our concern. */
const stepLength = 4096

const rootOf = (text: string): SaxesTagNS | null => {
  const found: (SaxesTagNS | null)[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', () => void found.push(null))
  parser.on('opentag', (tag) => void found.push(tag))
  for (let at = 0; at < text.length && found.length === 0; at += stepLength) {
    parser.write(text.slice(at, at + stepLength))
  }
  return found[0] ?? null
}

/**
 * How large does this SVG want to be, in CSS pixels, rounded? Its `width` and `height`, or what its
 * `viewBox` says for the one that is missing or relative; `null` when neither tells.
 *
 * `<svg viewBox="0 0 200 100" width="1in"/>` → `{ width: 96, height: 48 }`
 */
export const svgDimensions = (head: Uint8Array): { width: number; height: number } | null => {
  const text = new TextDecoder().decode(head)
  const attributes = rootOf(text)?.attributes ?? {}
  const [boxWidth, boxHeight] = viewBoxOf(attributes['viewBox']?.value)
  const ownWidth = length(attributes['width']?.value)
  const ownHeight = length(attributes['height']?.value)
  const ratio = boxWidth !== null && boxHeight !== null ? boxWidth / boxHeight : null
  const width = ownWidth ?? (ownHeight !== null && ratio !== null ? ownHeight * ratio : boxWidth)
  const height = ownHeight ?? (ownWidth !== null && ratio !== null ? ownWidth / ratio : boxHeight)
  if (width === null || height === null) return null
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
