import { crc32 } from 'node:zlib'

import sharp from 'sharp'
import { thumbHashToApproximateAspectRatio } from 'thumbhash'
import { expect, test } from 'vitest'

import type { Derivative } from './derivatives.ts'
import { derivatives, widthsFor } from './derivatives.ts'
import { describeImage } from './describe-image.ts'
import { placeholder } from './placeholder.ts'

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 90 } } })

/** Frames 30×20, each of a colour of its own. */
const animation = (frames: number): Promise<Buffer> => {
  const frameBytes = 30 * 20 * 3
  const pixels = Buffer.alloc(frameBytes * frames)
  for (let frame = 0; frame < frames; frame += 1) {
    pixels.fill((frame * 67) % 256, frame * frameBytes, (frame + 1) * frameBytes)
  }
  const raw = { width: 30, height: 20 * frames, channels: 3 as const, pageHeight: 20 }
  return sharp(pixels, { raw }).webp({ lossless: true }).toBuffer()
}

/** A PNG that claims to be this large, while holding next to nothing. */
const bomb = async (width: number, height: number): Promise<Buffer> => {
  const bytes = await plain(8, 8).png().toBuffer()
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

/** A 2×2 bitmap, rows from the bottom: red, green / blue, white. */
const bitmap = (): Buffer => {
  const bytes = Buffer.alloc(54 + 16)
  bytes.write('BM')
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(2, 18)
  bytes.writeInt32LE(2, 22)
  bytes.writeUInt16LE(24, 28)
  Buffer.from('ff0000ffffff0000', 'hex').copy(bytes, 54)
  Buffer.from('0000ff00ff000000', 'hex').copy(bytes, 62)
  return bytes
}

const all = async (bytes: Uint8Array): Promise<Derivative[]> => {
  const { width } = await describeImage(bytes)
  const made: Derivative[] = []
  for await (const each of derivatives(bytes, width)) made.push(each)
  return made
}

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('a %s is measured', async (format) => {
  const bytes = await plain(60, 40).toFormat(format).toBuffer()
  expect(await describeImage(bytes)).toEqual({ width: 60, height: 40, frames: 1 })
})

test('an SVG is measured', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"/>')
  expect(await describeImage(svg)).toMatchObject({ width: 60, height: 40 })
})

test('orientation counts: width and height are as a viewer shows them', async () => {
  const bytes = await plain(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await describeImage(bytes)).toMatchObject({ width: 40, height: 60 })
})

test('an animation is measured by one frame', async () => {
  expect(await describeImage(await animation(5))).toEqual({ width: 30, height: 20, frames: 5 })
})

test('200 frames are read, 201 are too many', async () => {
  expect(await describeImage(await animation(200))).toMatchObject({ frames: 200 })
  await expect(describeImage(await animation(201))).rejects.toMatchObject({
    fault: 'too_many_frames',
  })
})

test('more than 50 million pixels are refused from the header alone', async () => {
  expect(await describeImage(await bomb(10_000, 5_000))).toMatchObject({ width: 10_000 })
  for (const work of [describeImage, placeholder]) {
    await expect(work(await bomb(10_000, 5_001))).rejects.toMatchObject({
      fault: 'too_many_pixels',
    })
  }
})

test('a bomb costs bounded memory', async () => {
  const before = process.memoryUsage().rss
  await expect(placeholder(await bomb(60_000, 60_000))).rejects.toMatchObject({
    fault: 'too_many_pixels',
  })
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('a truncated picture is unreadable, and text is no picture', async () => {
  const whole = await plain(300, 200).jpeg().toBuffer()
  await expect(placeholder(whole.subarray(0, whole.length - 100))).rejects.toMatchObject({
    fault: 'unreadable',
  })
  await expect(describeImage(Buffer.from('hello'))).rejects.toMatchObject({ fault: 'unsupported' })
  const tiff = await plain(4, 4).tiff().toBuffer()
  await expect(describeImage(tiff)).rejects.toMatchObject({ fault: 'unsupported' })
})

test('a placeholder is a short text that knows the shape', async () => {
  const hash = await placeholder(await plain(600, 300).png().toBuffer())
  expect(hash.length).toBeLessThan(48)
  const ratio = thumbHashToApproximateAspectRatio(Buffer.from(hash, 'base64'))
  expect(ratio).toBeCloseTo(2, 0)
})

test('no derivative is wider than the picture, and there is always one', () => {
  expect(widthsFor(4000)).toEqual([240, 480, 960, 1600])
  expect(widthsFor(1600)).toEqual([240, 480, 960, 1600])
  expect(widthsFor(1599)).toEqual([240, 480, 960])
  expect(widthsFor(100)).toEqual([100])
})

test('derivatives are WebP, upright, and carry no metadata', async () => {
  const bytes = await plain(900, 1000)
    .withExif({ IFD0: { Copyright: 'secret address' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const made = await all(bytes)
  expect(made.map(({ width, height }) => [width, height])).toEqual([
    [240, 216],
    [480, 432],
    [960, 864],
  ])
  for (const each of made) {
    const metadata = await sharp(each.bytes).metadata()
    expect(metadata).toMatchObject({ format: 'webp', width: each.width, height: each.height })
    expect(metadata.exif).toBeUndefined()
    expect(metadata.orientation).toBeUndefined()
    expect(each.bytes.includes('secret')).toBe(false)
  }
})

test('a picture too tall for WebP gets a narrower copy of the same shape', async () => {
  const made = await all(await plain(300, 40_000).png().toBuffer())
  expect(made.map(({ width, height }) => [width, height])).toEqual([[123, 16_383]])
})

test('a copy looks like the picture, whatever its colours are stored as', async () => {
  const green = {
    create: { width: 500, height: 400, channels: 4, background: '#00c80080' },
  } as const
  const see = (bytes: Uint8Array) =>
    sharp(bytes)
      .toColourspace('srgb')
      .ensureAlpha()
      .extract({ left: 9, top: 9, width: 1, height: 1 })
      .raw()
      .toBuffer()
  const sixteen = await sharp(green).toColourspace('rgb16').png().toBuffer()
  const grey = await sharp(green).toColourspace('b-w').png().toBuffer()
  const wide = await sharp(green).removeAlpha().withIccProfile('p3').png().toBuffer()
  const print = await sharp(green).removeAlpha().toColourspace('cmyk').jpeg().toBuffer()
  for (const bytes of [sixteen, grey, wide, print]) {
    const original = await sharp(bytes).webp().toBuffer()
    const colour = [...(await see(original))]
    for (const copy of await all(bytes)) {
      const difference = [...(await see(copy.bytes))].map((part, at) =>
        Math.abs(part - (colour[at] ?? 0)),
      )
      expect(Math.max(...difference)).toBeLessThan(4)
    }
  }
})

test('an animation stays one', async () => {
  const [only] = await all(await animation(4))
  expect(only).toMatchObject({ width: 30, height: 20 })
  expect((await sharp(only?.bytes, { animated: true }).metadata()).pages).toBe(4)
})

test('a bitmap is measured and turned into WebP in its own colours', async () => {
  expect(await describeImage(bitmap())).toEqual({ width: 2, height: 2, frames: 1 })
  const [only] = await all(bitmap())
  const { data } = await sharp(only?.bytes).raw().toBuffer({ resolveWithObject: true })
  expect(data).toHaveLength(2 * 2 * 3)
  expect(await placeholder(bitmap())).not.toBe('')
})

test('a dozen pictures at once all come out', async () => {
  const pictures = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      plain(10 + index, 10)
        .png()
        .toBuffer(),
    ),
  )
  const described = await Promise.all(pictures.map((bytes) => describeImage(bytes)))
  expect(described.map(({ width }) => width)).toEqual(pictures.map((_, index) => 10 + index))
})
