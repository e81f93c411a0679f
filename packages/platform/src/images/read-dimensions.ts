import { GIF } from 'image-size/types/gif'
import { HEIF } from 'image-size/types/heif'
import type { ISize } from 'image-size/types/interface'
import { JPG } from 'image-size/types/jpg'
import { PNG } from 'image-size/types/png'
import { WEBP } from 'image-size/types/webp'

import { describeBmp } from './read-bmp.ts'
import { svgDimensions } from './svg-dimensions.ts'

export type Dimensions = { readonly width: number; readonly height: number }

/** How many bytes from the beginning are worth keeping for this: colour profiles and previews of
 *  cameras stand before the size in a JPEG. */
export const dimensionBytes = 256 * 1024

/** Boxes before the picture of an AVIF are small; more would only be work. */
const avifBytes = 32 * 1024

const avif = (head: Uint8Array): ISize | null => {
  const start = head.subarray(0, avifBytes)
  // A picture turned by its container: which way is for the decoder to say.
  return Buffer.from(start).includes('irot') ? null : HEIF.calculate(start)
}

const readers: ReadonlyMap<string, (head: Uint8Array) => ISize | null> = new Map([
  ['image/jpeg', JPG.calculate],
  ['image/png', (head) => (PNG.validate(head) ? PNG.calculate(head) : null)],
  ['image/gif', (head) => (GIF.validate(head) ? GIF.calculate(head) : null)],
  ['image/webp', (head) => (WEBP.validate(head) ? WEBP.calculate(head) : null)],
  ['image/avif', avif],
  ['image/bmp', describeBmp],
  ['image/svg+xml', svgDimensions],
])

/** Orientations 5 to 8 lie on their side (EXIF 2.3, tag 0x0112). */
const upright = ({ width, height, orientation = 1 }: ISize): Dimensions =>
  orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height }

const isSize = ({ width, height }: Dimensions): boolean =>
  [width, height].every((side) => Number.isInteger(side) && side > 0 && side < 2 ** 31)

/**
 * How large is the picture that begins with these bytes, in pixels as a viewer shows them? Reads
 * headers, decodes nothing and looks at no more than `dimensionBytes`. `null` when that does not
 * tell: cut too short, broken, or no picture. The decoder has the last word.
 *
 * `mimeType` is the sniffed one.
 */
export const readDimensions = (head: Uint8Array, mimeType: string): Dimensions | null => {
  // A buffer of its own, because the readers look past the end of a view into its neighbours.
  const own = new Uint8Array(head.subarray(0, dimensionBytes))
  try {
    const size = readers.get(mimeType)?.(own) ?? null
    const dimensions = size === null ? null : upright(size)
    return dimensions !== null && isSize(dimensions) ? dimensions : null
  } catch {
    return null
  }
}
