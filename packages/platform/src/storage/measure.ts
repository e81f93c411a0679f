import { createHash } from 'node:crypto'
import type { TransformCallback } from 'node:stream'
import { Transform } from 'node:stream'

import { StorageError } from './storage-error.ts'

export type Measure = {
  /** Passes bytes through unchanged, counting and hashing them; fails beyond the limit. */
  readonly stream: Transform
  /** What went by so far; final once the stream has ended. */
  readonly result: () => { readonly sizeBytes: number; readonly sha256: string }
}

export const measure = (sizeLimitBytes = Number.POSITIVE_INFINITY): Measure => {
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
  })
  return { stream, result: () => ({ sizeBytes, sha256: hash.copy().digest('hex') }) }
}
