import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'

import sharp from 'sharp'
import { expect, test } from 'vitest'

import { makePicture } from './make-picture.ts'
import { pictureOf, picturesWithin } from './picture-process.ts'
import { sanitiseSvg } from './sanitise-svg.ts'

const limits = { timeoutMs: 20_000, memoryMegabytes: 512, idleMs: 1_000 }

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A black square, one bit a pixel. */
const png = (side: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  const parts = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

const drawing = (side: number, content: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${content}</svg>`,
  )

const drawnIn = (bitmap: Buffer): Buffer => {
  const href = `data:image/png;base64,${bitmap.toString('base64')}`
  return drawing(100, `<image width="100" height="100" href="${href}"/>`)
}

const filtered = (): Buffer => {
  const steps = '<feMorphology operator="dilate" radius="300"/>'.repeat(50)
  const rectangle = '<rect width="7000" height="7000" filter="url(#f)"/>'
  return drawing(7_000, `<filter id="f">${steps}</filter>${rectangle}`)
}

test('a picture made beside is the one that would be made here', async () => {
  const create = { width: 700, height: 300, channels: 3 as const, background: 'red' }
  const bytes = await sharp({ create }).jpeg().toBuffer()
  const { copies, ...facts } = await pictureOf(bytes)
  const here = await makePicture(bytes)
  expect({
    ...facts,
    copies: copies.map((copy) => ({ ...copy, bytes: Buffer.from(copy.bytes) })),
  }).toEqual(here)
})

test('what is no picture is refused as it would be here', async () => {
  const text = Buffer.from('hello')
  const refusal = await makePicture(text).catch((error: unknown) => error)
  await expect(pictureOf(text)).rejects.toHaveProperty('fault', Object(refusal).fault)
})

const bombs = {
  'a drawing of many filters': () => Promise.resolve(filtered()),
  'a drawing of a bitmap of 12,000 pixels a side': () => Promise.resolve(drawnIn(png(12_000))),
  'an AVIF of 50 megapixels': () => readFile(new URL('./testing/bomb.avif', import.meta.url)),
}

test.each([
  ['took_too_long', 'a drawing of many filters', { ...limits, timeoutMs: 6_000 }],
  ['too_much_memory', 'a drawing of a bitmap of 12,000 pixels a side', limits],
  ['too_much_memory', 'an AVIF of 50 megapixels', limits],
] as const)('%s: %s is given up, and the next picture is made', async (fault, name, within) => {
  const bytes = await bombs[name]()
  expect(bytes.length).toBeLessThan(100_000)
  const picture = picturesWithin(within)
  await expect(picture(bytes)).rejects.toMatchObject({ name: 'ImageError', fault })
  expect(await picture(png(10))).toMatchObject({ width: 10, height: 10 })
})

test('drawings that are bombs are nothing that cleaning would find', () => {
  expect(sanitiseSvg(filtered())).not.toBeNull()
  expect(sanitiseSvg(drawnIn(png(12_000)))).not.toBeNull()
})
