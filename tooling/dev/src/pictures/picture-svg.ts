import { at, type Brush } from './brush.ts'
import { type Motif, motifs } from './motifs.ts'
import { type PaletteName, palettes } from './palette.ts'
import { between, pick, randomFrom } from './random.ts'

/** What to draw. Equal requests give equal pictures; another seed gives another of the same kind. */
export type PictureRequest = {
  readonly seed: string
  readonly motif: Motif
  readonly palette: PaletteName
}

/** These fill the sheet from above or hang; a table under them would look wrong. */
const withoutTable: ReadonlySet<Motif> = new Set([
  'earrings',
  'notebook',
  'print',
  'scarf',
  'spoons',
])

/** The picture as SVG, 1200 × 1200. */
export function pictureSvg({ seed, motif, palette: name }: PictureRequest): string {
  const brush: Brush = { palette: palettes[name], random: randomFrom(`${motif}/${name}/${seed}`) }
  const scene = withoutTable.has(motif) ? backdrop(brush) : backdrop(brush) + table(brush)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200" viewBox="0 0 1200 1200">${definitions}${scene}${motifs[motif](brush)}</svg>`
}

const definitions = `<defs>
  <linearGradient id="round"><stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset=".42" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".22"/></linearGradient>
  <linearGradient id="wall" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>
  <radialGradient id="glow"><stop offset="0" stop-color="#ffdf8c" stop-opacity=".75"/><stop offset="1" stop-color="#ffdf8c" stop-opacity="0"/></radialGradient>
  <radialGradient id="shade"><stop offset=".5" stop-opacity=".17"/><stop offset=".8" stop-opacity=".07"/><stop offset="1" stop-opacity="0"/></radialGradient>
  <filter id="soft" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="14"/></filter>
</defs>`

function backdrop({ palette, random }: Brush): string {
  const half = between(random, 340, 400)
  const shape = pick(random, [
    `<path d="M${at(600 - half)} 1200V560A${at(half)} ${at(half)} 0 0 1 ${at(600 + half)} 560V1200Z" fill="${palette.arch}"/>`,
    `<circle cx="${at(between(random, 520, 680))}" cy="560" r="${at(half + 40)}" fill="${palette.arch}"/>`,
  ])
  return `<rect width="1200" height="1200" fill="${palette.wall}"/>${shape}<rect width="1200" height="1200" fill="url(#wall)"/>`
}

function table({ palette }: Brush): string {
  return `<rect y="850" width="1200" height="350" fill="${palette.table}"/><rect y="850" width="1200" height="10" fill="#fff" opacity=".35"/><rect y="1080" width="1200" height="120" fill="#000" opacity=".05"/>`
}
