import { buffer } from 'node:stream/consumers'

import { atMost } from '@cartwright/platform/images/at-most'
import { describeImage } from '@cartwright/platform/images/describe-image'
import { ImageError } from '@cartwright/platform/images/image-error'
import { placeholder } from '@cartwright/platform/images/placeholder'
import type { Storage } from '@cartwright/platform/storage/storage'

import { AppError } from '../operation/app-error.ts'

export interface StoredImageFacts {
  readonly width: number
  readonly height: number
  readonly placeholder: string
}

// One picture of the largest size in memory at a time, however many are uploaded.
const gate = atMost(1)

/** How large is a picture in storage, and what does it look like from afar? One that cannot be read
 *  fails with `unsupported_media_type`, and `details.reason`. */
export function describeStoredImage(storage: Storage, key: string): Promise<StoredImageFacts> {
  return gate(async () => {
    const stream = await storage.get(key)
    if (stream === null) throw new AppError('unavailable')
    const bytes = await buffer(stream)
    try {
      const { width, height } = await describeImage(bytes)
      return { width, height, placeholder: await placeholder(bytes) }
    } catch (cause) {
      if (!(cause instanceof ImageError)) throw cause
      throw new AppError('unsupported_media_type', { cause, details: { reason: cause.fault } })
    }
  })
}
