import type { OutputInfo, Sharp, SharpOptions } from 'sharp'

import { atMost } from '../at-most.ts'
import { ImageError } from './image-error.ts'
import type { ImageFault } from './image-error.ts'
import { maxFrames, maxPixels, timeoutSeconds } from './image-limits.ts'
import { isBmp, readBmp } from './read-bmp.ts'

type SharpFactory = (input: Uint8Array, options?: SharpOptions) => Sharp

let loading: Promise<SharpFactory> | null = null

/** Only the readers of accepted types; libvips knows many more, each a way in. */
const readers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Svg'].map(
  (format) => `VipsForeignLoad${format}`,
)

const load = async (): Promise<SharpFactory> => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: readers })
  return sharp
}

// Two decoded pictures of the largest size are what a process can spare.
const gate = atMost(2)

const faultOf = (message: string): ImageFault => {
  if (message.includes('pixel limit')) return 'too_many_pixels'
  if (message.includes('timeout')) return 'took_too_long'
  if (message.includes('unsupported image format')) return 'unsupported'
  return 'unreadable'
}

const options = {
  limitInputPixels: maxPixels,
  failOn: 'error',
  sequentialRead: true,
} as const

/** Pixels counted over all frames, before anything is decoded. */
const checkSize = async (image: Sharp): Promise<void> => {
  const { width, height, pages = 1 } = await image.metadata()
  if (pages > maxFrames) throw new ImageError('too_many_frames', `More than ${maxFrames} frames`)
  // `height` of an animation is that of all frames together.
  if (width * height > maxPixels) throw new ImageError('too_many_pixels', 'Too many pixels')
}

const openImage = (sharp: SharpFactory, bytes: Uint8Array, isAnimated: boolean): Sharp => {
  if (!isBmp(bytes)) return sharp(bytes, { ...options, animated: isAnimated })
  const { width, height, rgba } = readBmp(bytes)
  return sharp(rgba, { ...options, raw: { width, height, channels: 4 } })
}

const guarded = <Answer>(work: (sharp: SharpFactory) => Promise<Answer>): Promise<Answer> =>
  gate(async () => {
    loading ??= load()
    const sharp = await loading
    try {
      return await work(sharp)
    } catch (error) {
      if (error instanceof ImageError) throw error
      const message = error instanceof Error ? error.message : ''
      throw new ImageError(faultOf(message), 'The picture cannot be read', error)
    }
  })

/**
 * Gives `work` the opened picture, within all limits: pixels, frames, seconds, and how many at
 * once. sharp is loaded at the first picture. Whatever goes wrong inside is an `ImageError`.
 *
 * `frames: 'first'` reads an animation as its first frame, but still counts all of them.
 */
export const withImage = <Answer>(
  bytes: Uint8Array,
  frames: 'all' | 'first',
  work: (image: Sharp) => Promise<Answer>,
): Promise<Answer> =>
  guarded(async (sharp) => {
    await checkSize(openImage(sharp, bytes, true))
    return await work(
      openImage(sharp, bytes, frames === 'all').timeout({ seconds: timeoutSeconds }),
    )
  })

/** Gives `work` pixels that are decoded already, within the limits of time and of how many at once. */
export const withPixels = <Answer>(
  { data, info: { width, height, channels } }: { readonly data: Buffer; readonly info: OutputInfo },
  work: (image: Sharp) => Promise<Answer>,
): Promise<Answer> =>
  guarded((sharp) =>
    work(
      sharp(data, { ...options, raw: { width, height, channels } }).timeout({
        seconds: timeoutSeconds,
      }),
    ),
  )
