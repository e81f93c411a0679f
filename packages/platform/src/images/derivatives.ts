import { withImage } from './sharp-engine.ts'

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

const derivative = (bytes: Uint8Array, width: number): Promise<Derivative> =>
  withImage(bytes, 'all', async (image) => {
    // Without `keepMetadata` nothing of EXIF, GPS or comments goes along; colours become sRGB.
    const { data, info } = await image
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: 80, effort: 4 })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.pageHeight ?? info.height, bytes: data }
  })

/**
 * WebP copies 240, 480, 960 and 1600 pixels wide, upright, without metadata, animations kept.
 * `width` is the picture's own, as `describeImage` tells. Made one after the other, because two
 * decoded copies at once would double the memory. Throws `ImageError`.
 */
export async function* derivatives(bytes: Uint8Array, width: number): AsyncIterable<Derivative> {
  for (const each of widthsFor(width)) yield await derivative(bytes, each)
}
