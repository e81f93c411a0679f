import type { Sharp } from 'sharp'

import { withImage, withPixels } from './sharp-engine.ts'

export const derivativeWidths = [240, 480, 960, 1600] as const

export type Derivative = {
  /** One of `derivativeWidths`, or the picture's own width when that is smaller than the smallest. */
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/** Which widths a picture of this width gets: none is upscaled, and there is always one. */
export const widthsFor = (width: number): readonly number[] => {
  const widths = derivativeWidths.filter((candidate) => candidate <= width)
  return widths.length === 0 ? [width] : widths
}

const encoded = async (image: Sharp, width: number): Promise<Derivative> => {
  // Without `keepMetadata` nothing of EXIF, GPS or comments goes along; colours become sRGB.
  const { data, info } = await image
    .resize({ width, withoutEnlargement: true })
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
      .resize({ width, withoutEnlargement: true })
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
