import { createHash } from 'node:crypto'
import type { TransformCallback } from 'node:stream'
import { Transform } from 'node:stream'

import { StorageError } from './storage-error.ts'
import type { PutOptions } from './storage.ts'

export type Measure = {
  /** Passes bytes through unchanged, counting and hashing them; fails outside of the bounds. */
  readonly stream: Transform
  /** What went by so far; final once the stream has ended. */
  readonly result: () => { readonly sizeBytes: number; readonly sha256: string }
}

type Bounds = Pick<PutOptions, 'sizeLimitBytes' | 'sizeFloorBytes'>

export const measure = (bounds: Bounds = {}): Measure => {
  const { sizeLimitBytes = Number.POSITIVE_INFINITY, sizeFloorBytes = 0 } = bounds
  const hash = createHash('sha256')
  let sizeBytes = 0
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done: TransformCallback) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > sizeLimitBytes) {
        done(new StorageError('too_large', `More than ${sizeLimitBytes} bytes`))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done: TransformCallback) {
      const isTooSmall = sizeBytes < sizeFloorBytes
      done(isTooSmall ? new StorageError('too_small', `Less than ${sizeFloorBytes} bytes`) : null)
    },
  })
  return { stream, result: () => ({ sizeBytes, sha256: hash.copy().digest('hex') }) }
}
