import type { Sharp } from 'sharp'

import { withImage, withPixels } from './sharp-engine.ts'

export const derivativeWidths = [240, 480, 960, 1600] as const

export type Derivative = {
  /** One of `derivativeWidths`; less when the picture is narrower than all of them, or too tall. */
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/** Which widths a picture of this width gets: none is upscaled, and there is always one. */
export const widthsFor = (width: number): readonly number[] => {
  const widths = derivativeWidths.filter((candidate) => candidate <= width)
  return widths.length === 0 ? [width] : widths
}

/** WebP is at most 16,383 pixels high (RFC 9649 §3.4); what is taller gets narrower instead. */
const within = (width: number) =>
  ({ width, height: 16_383, fit: 'inside', withoutEnlargement: true }) as const

const encoded = async (image: Sharp, width: number): Promise<Derivative> => {
  // Without `keepMetadata` nothing of EXIF, GPS or comments goes along; colours become sRGB.
  const { data, info } = await image
    .resize(within(width))
    .webp({ quality: 80, effort: 4 })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.pageHeight ?? info.height, bytes: data }
}

/** The picture decoded once, at the largest width asked for; `null` for an animation. */
const decoded = (bytes: Uint8Array, width: number) =>
  withImage(bytes, 'all', async (image) => {
    const { pages = 1 } = await image.metadata()
    if (pages > 1) return null
    return await image
      .autoOrient()
      .resize(within(width))
      .raw()
      .toBuffer({ resolveWithObject: true })
  })

/**
 * WebP copies 240, 480, 960 and 1600 pixels wide, upright, without metadata, animations kept.
 * `width` is the picture's own, as `describeImage` tells. A still picture is decoded once, and the
 * copies are made of its largest; the frames of an animation are decoded for each, because holding
 * them all would take the most memory. Throws `ImageError`.
 */
export async function* derivatives(bytes: Uint8Array, width: number): AsyncIterable<Derivative> {
  const widths = widthsFor(width)
  const pixels = await decoded(bytes, Math.max(...widths))
  if (pixels === null) {
    for (const each of widths) {
      yield await withImage(bytes, 'all', (image) => encoded(image.autoOrient(), each))
    }
  } else {
    yield* await Promise.all(
      widths.map((each) => withPixels(pixels, (image) => encoded(image, each))),
    )
  }
}
