import { readdirSync, readFileSync } from 'node:fs'

import sharp, { type Region } from 'sharp'
import { describe, expect, it } from 'vitest'

import { difference, OTHER_PAGE, reduced } from './screenshot.ts'

const folder = new URL('../media/embed/page/screenshots/', import.meta.url)
const references = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]),
)
const names = [...references.keys()]

const keptAs = (name: string): Buffer => {
  const kept = references.get(name)
  if (kept === undefined) throw new Error(`There is no ${name}.`)
  return kept
}

/** What page would be kept as this reference? In its own size, if coarse. */
const pageOf = async (name: string): Promise<Buffer> => {
  const { width, height } = await sharp(keptAs(name)).metadata()
  return sharp(keptAs(name))
    .resize(width * 6, height * 6, { kernel: 'nearest' })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** How does a page look when one region of it is as empty as its upper left corner? */
const without = async (page: Buffer, { left, top, width, height }: Region): Promise<Buffer> => {
  const corner = { left, top, width: 1, height: 1 }
  const gap = await sharp(page)
    .extract(corner)
    .resize(width, height, { kernel: 'nearest' })
    .png()
    .toBuffer()
  return sharp(page)
    .composite([{ input: gap, left, top }])
    .png()
    .toBuffer()
}

const blank = async (page: Buffer): Promise<Buffer> => {
  const { width, height } = await sharp(page).metadata()
  return without(page, { left: 0, top: 0, width, height })
}

describe('a kept screenshot', () => {
  it.each(names)('is not a blank page: %s', async (name) => {
    const page = await blank(await pageOf(name))
    expect(await difference(keptAs(name), page)).toBeGreaterThan(10 * OTHER_PAGE)
  })

  const pairs = names.flatMap((name) =>
    names.filter((other) => other !== name).map((other): [string, string] => [name, other]),
  )
  it.each(pairs)('is not another one: %s, %s', async (name, other) => {
    const page = await pageOf(other)
    expect(await difference(keptAs(name), page)).toBeGreaterThan(10 * OTHER_PAGE)
  })

  const label = { left: 366, top: 582, width: 102, height: 24 }
  const preview = { left: 366, top: 299, width: 100, height: 100 }
  const remove = { left: 476, top: 323, width: 192, height: 52 }
  const regions: [string, string, Region][] = [
    ['desktop.png', 'a label', label],
    ['desktop.png', 'the preview', preview],
    ['desktop.png', 'a button', remove],
    ['desktop-dark.png', 'a label', label],
    ['desktop-dark.png', 'the preview', preview],
    ['desktop-dark.png', 'a button', remove],
    ['desktop-thanks.png', 'the text', { left: 384, top: 204, width: 276, height: 48 }],
    ['phone.png', 'a label', { left: 16, top: 456, width: 104, height: 26 }],
    ['phone.png', 'a button', { left: 14, top: 746, width: 362, height: 58 }],
    ['phone.png', 'a short word', { left: 50, top: 636, width: 30, height: 24 }],
    [
      'phone-view.png',
      'the word that a field is required',
      { left: 183, top: 198, width: 64, height: 22 },
    ],
    ['phone-dark-faults.png', 'what is wrong', { left: 16, top: 328, width: 138, height: 24 }],
  ]
  it.each(regions)('misses what is missing: %s, %s', async (name, _, region) => {
    const page = await pageOf(name)
    const kept = await reduced(page)
    expect(await difference(kept, page)).toBe(0)
    expect(await difference(kept, await without(page, region))).toBeGreaterThan(3 * OTHER_PAGE)
  })

  it('is not a page of another size', async () => {
    expect(await difference(keptAs('phone.png'), await pageOf('desktop.png'))).toBe(255)
  })
})

/** A page with what pages have: text, hairlines, a filled button, a picture. */
interface Look {
  readonly ground: string
  readonly ink: string
  /** How far the text is from where it belongs, in pixels. */
  readonly textBy?: { readonly x: number; readonly y: number }
  /** How far everything below the first field is. */
  readonly restBy?: number
}

/** Which path looks like words that start here? Of lines instead of letters: fonts differ. */
const wordsAt = (x: number, y: number, words: string): string =>
  Array.from(words, (letter, at) => (letter === ' ' ? '' : `M${x + 9 * at} ${y}v-12m0 5h5v7`)).join(
    '',
  )

const draw = ({ ground, ink, textBy = { x: 0, y: 0 }, restBy = 0 }: Look): Promise<Buffer> => {
  const text = (x: number, y: number, words: string) =>
    `<path d="${wordsAt(x + textBy.x, y + textBy.y, words)}" stroke="currentColor" stroke-width="2"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420"
      color="${ink}" fill="none">
    <rect width="640" height="420" fill="${ground}"/>
    ${text(40, 52, 'Name to engrave')}
    <rect x="40.5" y="64.5" width="543" height="43" rx="8" stroke="#8a837b"/>
    <g transform="translate(0 ${restBy})">
      ${text(40, 146, 'Picture')}
      <rect x="40" y="160" width="96" height="72" fill="#c8643c"/>
      <rect x="156.5" y="174.5" width="183" height="43" rx="8" stroke="#8a837b"/>
      ${text(176, 202, 'Remove picture')}
      <circle cx="51" cy="272" r="10.5" stroke="#8a837b"/>
      ${text(74, 278, 'Yes')}
      <rect x="40" y="320" width="544" height="44" rx="8" fill="#0b5d57"/>
      <g color="#ffffff">${text(290, 347, 'Send')}</g>
    </g>
  </svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}

const light: Look = { ground: '#ffffff', ink: '#1f1d1b' }
const dark: Look = { ground: '#171615', ink: '#f2efeb' }

describe.each([
  ['light', light],
  ['dark', dark],
])('a %s page drawn on another machine', (_, look) => {
  const nudges = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })))
  /** How does the page look when all of it is off? */
  const off = async (page: Buffer, by: { readonly x: number; readonly y: number }) => {
    const { width, height } = await sharp(page).metadata()
    const framed = await sharp(page)
      .extend({ top: 9, left: 9, bottom: 9, right: 9, extendWith: 'copy' })
      .png()
      .toBuffer()
    return sharp(framed)
      .extract({ left: 9 - by.x, top: 9 - by.y, width, height })
      .png()
      .toBuffer()
  }

  it('is the same when it is 1 px off', async () => {
    const page = await draw(look)
    const kept = await reduced(page)
    for (const by of nudges) expect(await difference(kept, await off(page, by))).toBe(0)
  })

  it('is the same when its text alone is up to 1 px off', async () => {
    const kept = await reduced(await draw(look))
    for (const { x, y } of nudges) {
      for (const share of [0.5, 1]) {
        const page = await draw({ ...look, textBy: { x: x * share, y: y * share } })
        expect(await difference(kept, page)).toBeLessThan(OTHER_PAGE)
      }
    }
  })

  it('is the same when its edges are softer, 1 px off or not', async () => {
    const page = await draw(look)
    const kept = await reduced(page)
    for (const sigma of [0.6, 1]) {
      const soft = await sharp(page).blur(sigma).png().toBuffer()
      for (const by of nudges.filter(({ x, y }) => x >= y)) {
        expect(await difference(kept, await off(soft, by))).toBeLessThan(OTHER_PAGE)
      }
    }
  })

  it('is another when its text is a few pixels off, or a part of it moved', async () => {
    const kept = await reduced(await draw(look))
    const text = await draw({ ...look, textBy: { x: 0, y: 4 } })
    expect(await difference(kept, text)).toBeGreaterThan(OTHER_PAGE)
    const rest = await draw({ ...look, restBy: 4 })
    expect(await difference(kept, rest)).toBeGreaterThan(OTHER_PAGE)
  })

  const hairlines: [string, Region][] = [
    ['field', { left: 36, top: 60, width: 552, height: 52 }],
    ['radio button', { left: 38, top: 259, width: 26, height: 26 }],
  ]
  it.each(hairlines)('is another without the hairline of a %s', async (__, region) => {
    const page = await draw(look)
    const kept = await reduced(page)
    expect(await difference(kept, await without(page, region))).toBeGreaterThan(OTHER_PAGE)
  })
})
