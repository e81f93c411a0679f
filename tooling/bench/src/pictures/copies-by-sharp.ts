import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'

import type { Copies } from './copies.ts'

const WIDTHS = [240, 480, 960, 1600]

/** The same files made by sharp alone, as quickly as it can: the picture decoded once at its largest
 *  width, all copies under way at the same time. No limits, no checks, no timeout. */
export async function copiesBySharp(bytes: Buffer): Promise<Copies> {
  const small = await sharp(bytes)
    .autoOrient()
    .resize({ width: 100, height: 100, fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const hash = rgbaToThumbHash(small.info.width, small.info.height, small.data)
  const width = Math.max(...WIDTHS)
  const large = sharp(bytes).autoOrient().resize({ width }).raw()
  const { data, info: raw } = await large.toBuffer({ resolveWithObject: true })
  const copy = (each: number) =>
    sharp(data, { raw }).resize({ width: each }).webp({ quality: 80, effort: 4 }).toBuffer()
  const files = await Promise.all(WIDTHS.map(copy))
  return { placeholder: Buffer.from(hash).toString('base64'), files }
}
