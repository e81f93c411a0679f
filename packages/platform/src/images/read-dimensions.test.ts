import sharp from 'sharp'
import { expect, test } from 'vitest'

import { dimensionBytes, readDimensions } from './read-dimensions.ts'

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 90 } } })

const svg = (attributes: string) =>
  readDimensions(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><g>`),
    'image/svg+xml',
  )

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('the size of a %s', async (format) => {
  const bytes = await plain(61, 40).toFormat(format).toBuffer()
  expect(readDimensions(bytes, `image/${format}`)).toEqual({ width: 61, height: 40 })
})

test('the size of a lossless and of an animated WebP, and of a progressive JPEG', async () => {
  const lossless = await plain(61, 40).webp({ lossless: true }).toBuffer()
  expect(readDimensions(lossless, 'image/webp')).toEqual({ width: 61, height: 40 })
  const raw = { width: 8, height: 10, channels: 3 as const, pageHeight: 5 }
  const animated = await sharp(Buffer.alloc(240, 7).fill(90, 120), { raw })
    .webp({ loop: 0 })
    .toBuffer()
  expect(readDimensions(animated, 'image/webp')).toEqual({ width: 8, height: 5 })
  const progressive = await plain(61, 40).jpeg({ progressive: true }).toBuffer()
  expect(readDimensions(progressive, 'image/jpeg')).toEqual({ width: 61, height: 40 })
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a JPEG of orientation %i as a viewer shows it',
  async (orientation) => {
    const bytes = await plain(60, 40).withMetadata({ orientation }).jpeg().toBuffer()
    const expected = orientation < 5 ? { width: 60, height: 40 } : { width: 40, height: 60 }
    expect(readDimensions(bytes, 'image/jpeg')).toEqual(expected)
  },
)

test('the size of a bitmap with rows from the top', () => {
  const bytes = Buffer.alloc(54)
  bytes.write('BM')
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(7, 18)
  bytes.writeInt32LE(-5, 22)
  expect(readDimensions(bytes, 'image/bmp')).toEqual({ width: 7, height: 5 })
})

test.each([
  ['width="60" height="40"', 60, 40],
  ['width="60px" height="40.4"', 60, 40],
  ['viewBox="0 0 200 100"', 200, 100],
  ['viewBox="0,0,200,100" width="100%" height="100%"', 200, 100],
  ['viewBox="0 0 200 100" width="1in"', 96, 48],
  ['viewBox="0 0 200 100" height="72pt"', 192, 96],
  ['width="0.2" height="0.2"', 1, 1],
])('an SVG with %s is %i × %i', (attributes, width, height) => {
  expect(svg(attributes)).toEqual({ width, height })
})

test.each([
  '',
  'width="10"',
  'width="-1" height="1"',
  'width="1e9" height="3ex"',
  'viewBox="0 0 0 9"',
  'width="1.2.3" height="1"',
])('an SVG with %j does not say', (attributes) => {
  expect(svg(attributes)).toBeNull()
})

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
  'a %s cut anywhere gives its size or nothing, whatever lies behind it in memory',
  async (format) => {
    const bytes = await plain(61, 40).toFormat(format).toBuffer()
    const lengths = Array.from({ length: Math.min(bytes.length, 1_000) }, (_, length) => length)
    const read = lengths
      .map((length) => readDimensions(bytes.subarray(0, length), `image/${format}`))
      .filter((size) => size !== null)
    expect(read).toEqual(read.map(() => ({ width: 61, height: 40 })))
    expect(readDimensions(bytes.subarray(0, 7), `image/${format}`)).toBeNull()
  },
)

test.each([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
  'video/mp4',
  'constructor',
])('bytes that are no %s are no size, and quickly', (mimeType) => {
  const begun = performance.now()
  for (const fill of [
    0,
    0x20,
    0x3c,
    0xff,
    'ispe\0\0\0\u0008',
    '\u00ff\u00d8\u00ff\u00e1\0\u0002Exif',
  ]) {
    expect(readDimensions(Buffer.alloc(dimensionBytes, fill, 'latin1'), mimeType)).toBeNull()
  }
  expect(performance.now() - begun).toBeLessThan(3_000)
})

test('a picture that claims to have no width has no size', async () => {
  const bytes = await plain(61, 40).png().toBuffer()
  bytes.writeUInt32BE(0, 16)
  expect(readDimensions(bytes, 'image/png')).toBeNull()
})
