import type { Readable } from 'node:stream'

import { atMost } from '@cartwright/platform/images/at-most'
import { describeImage } from '@cartwright/platform/images/describe-image'
import { ImageError } from '@cartwright/platform/images/image-error'
import { placeholder } from '@cartwright/platform/images/placeholder'
import type { Storage, StoredObject } from '@cartwright/platform/storage/storage'

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
export function describeStoredImage(
  storage: Storage,
  { key, sizeBytes }: Pick<StoredObject, 'key' | 'sizeBytes'>,
): Promise<StoredImageFacts> {
  return gate(async () => {
    const stream = await storage.get(key)
    if (stream === null) throw new AppError('unavailable')
    const bytes = await readAll(stream, sizeBytes)
    try {
      const { width, height } = await describeImage(bytes)
      return { width, height, placeholder: await placeholder(bytes) }
    } catch (cause) {
      if (!(cause instanceof ImageError)) throw cause
      throw new AppError('unsupported_media_type', { cause, details: { reason: cause.fault } })
    }
  })
}

/** Into one buffer of the right size: gathering chunks first would take twice the memory. */
async function readAll(stream: Readable, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(sizeBytes)
  let at = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) at += chunk.copy(bytes, at)
  return bytes
}
