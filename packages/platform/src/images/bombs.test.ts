import sharp from 'sharp'
import { expect, test } from 'vitest'

import { derivatives } from './derivatives.ts'
import { describeImage } from './describe-image.ts'
import type { ImageFault } from './image-error.ts'
import { placeholder } from './placeholder.ts'

const megabyte = 1024 * 1024

/** A GIF of this screen and so many frames that claim to fill it, out of a single pixel. */
const gif = (width: number, height: number, frames: number): Buffer => {
  const screen = Buffer.from('GIF89a\0\0\0\0\u0080\0\0', 'latin1')
  screen.writeUInt16LE(width, 6)
  screen.writeUInt16LE(height, 8)
  const frame = Buffer.from('21f90400000000002c0000000001000100000202440100', 'hex')
  screen.copy(frame, 13, 6, 10)
  const colours = Buffer.from('000000ffffff', 'hex')
  return Buffer.concat([
    screen,
    colours,
    ...Array.from({ length: frames }, () => frame),
    Buffer.from(';'),
  ])
}

/** A lossless WebP that claims the largest size there is. */
const webp = async (): Promise<Buffer> => {
  const create = { width: 8, height: 8, channels: 3 as const, background: 'red' }
  const bytes = await sharp({ create }).webp({ lossless: true }).toBuffer()
  const at = bytes.indexOf('VP8L') + 9
  bytes.writeUInt32LE((((bytes.readUInt32LE(at) >>> 28) << 28) | 0x0fff_ffff) >>> 0, at)
  return bytes
}

const drawing = (side: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"/>`)

const faultOf = async (work: () => Promise<unknown>): Promise<ImageFault | null> => {
  try {
    await work()
    return null
  } catch (error) {
    expect(error).toHaveProperty('name', 'ImageError')
    return Object(error).fault
  }
}

const derive = async (bytes: Uint8Array): Promise<void> => {
  for await (const each of derivatives(bytes, 4_000)) expect(each.width).toBeGreaterThan(0)
}

test.each([
  ['too_many_pixels', 'a GIF of a large screen and many frames', () => gif(8_000, 8_000, 100)],
  ['too_many_pixels', 'a GIF of many frames just over the limit', () => gif(1_000, 1_000, 51)],
  ['too_many_pixels', 'a GIF of the largest screen', () => gif(65_535, 65_535, 1)],
  ['unreadable', 'a WebP of the largest size', webp],
  ['too_many_pixels', 'a drawing of thirty thousand pixels a side', () => drawing(30_000)],
])('%s: %s costs bounded memory, whatever is asked of it', async (fault, _name, make) => {
  const bytes = await make()
  const before = process.memoryUsage().rss
  const faults = [
    await faultOf(() => describeImage(bytes)),
    await faultOf(() => placeholder(bytes)),
    await faultOf(() => derive(bytes)),
  ]
  expect(faults).toEqual([fault, fault, fault])
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * megabyte)
})

test('too many frames are refused before any is drawn', async () => {
  const bytes = gif(10, 10, 201)
  expect(await faultOf(() => describeImage(bytes))).toBe('too_many_frames')
  expect(await faultOf(() => derive(bytes))).toBe('too_many_frames')
  expect(await faultOf(() => describeImage(gif(10, 10, 200)))).toBeNull()
})

test('a small file of the most pixels allowed is made small again in bounded memory', async () => {
  const create = { width: 7_000, height: 7_000, channels: 3 as const, background: 'red' }
  const bytes = await sharp({ create }).png().toBuffer()
  expect(bytes.length).toBeLessThan(megabyte)
  const before = process.memoryUsage().rss
  expect(await faultOf(() => derive(bytes))).toBeNull()
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * megabyte)
})

test('a picture that breaks off in the middle of its pixels is unreadable', async () => {
  const create = { width: 900, height: 900, channels: 3 as const, background: 'red' }
  const noise = sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await noise.clone().toFormat(format).toBuffer()
    expect(await faultOf(() => derive(bytes.subarray(0, bytes.length / 2)))).toBe('unreadable')
  }
})
