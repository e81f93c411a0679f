import sharp from 'sharp'
import { expect, test } from 'vitest'

import { drawPicture } from './draw-picture.ts'
import { type Motif, motifs } from './motifs.ts'
import { palettes } from './palette.ts'
import { pictureSvg } from './picture-svg.ts'

const names = Object.keys(motifs).filter((name): name is Motif => name in motifs)

test('the same request draws the same picture, another seed another one', () => {
  const request = { seed: 'one', motif: 'mug', palette: 'clay' } as const
  expect(pictureSvg(request)).toBe(pictureSvg({ ...request }))
  expect(pictureSvg(request)).not.toBe(pictureSvg({ ...request, seed: 'two' }))
})

test.each(names)(
  'a picture of a %s is a square photograph-sized JPEG below 200 KB',
  async (motif) => {
    const picture = await drawPicture({ seed: 'sample', motif, palette: 'sea' })
    expect(await sharp(picture).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1200,
      height: 1200,
    })
    expect(picture.length).toBeLessThan(200_000)
  },
)

test.each(names)('every variant of a %s is drawn with real numbers and colours only', (motif) => {
  for (const palette of Object.keys(palettes).filter((name) => name in palettes)) {
    for (let seed = 0; seed < 20; seed += 1) {
      const svg = pictureSvg({ seed: `${seed}`, motif, palette: palette as keyof typeof palettes })
      expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/)
    }
  }
})
