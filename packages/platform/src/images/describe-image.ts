import { withImage } from './sharp-engine.ts'

export type ImageDescription = {
  /** Pixels as a viewer shows them, orientation applied; of one frame. */
  readonly width: number
  readonly height: number
  /** 1 unless animated. */
  readonly frames: number
}

/**
 * How large is this picture? Reads headers only; whether the pixels are whole shows when they are
 * decoded (`placeholder`, `derivatives`). Throws `ImageError`.
 */
export const describeImage = (bytes: Uint8Array): Promise<ImageDescription> =>
  withImage(bytes, 'all', async (image) => {
    const { autoOrient, pages = 1, pageHeight } = await image.metadata()
    return { width: autoOrient.width, height: pageHeight ?? autoOrient.height, frames: pages }
  })
