import { createHash } from 'node:crypto'
import type { TransformCallback } from 'node:stream'
import { Transform } from 'node:stream'

import { StorageError } from './storage-error.ts'
import type { PutOptions } from './storage.ts'

type Bounds = Pick<PutOptions, 'sizeLimitBytes' | 'sizeFloorBytes'>

export type Tally = {
  /** Counts and hashes the next bytes. Throws `too_large` once they are more than allowed. */
  readonly add: (chunk: Uint8Array) => void
  /** Says that nothing comes any more. Throws `too_small`. */
  readonly end: () => void
  /** What was added so far. */
  readonly result: () => { readonly sizeBytes: number; readonly sha256: string }
}

/** How many bytes are they, and what is their hash? Asked of bytes that come one piece at a time. */
export const tally = (bounds: Bounds = {}): Tally => {
  const { sizeLimitBytes = Number.POSITIVE_INFINITY, sizeFloorBytes = 0 } = bounds
  const hash = createHash('sha256')
  let sizeBytes = 0
  return {
    add: (chunk) => {
      sizeBytes += chunk.byteLength
      if (sizeBytes > sizeLimitBytes) {
        throw new StorageError('too_large', `More than ${sizeLimitBytes} bytes`)
      }
      hash.update(chunk)
    },
    end: () => {
      if (sizeBytes >= sizeFloorBytes) return
      throw new StorageError('too_small', `Less than ${sizeFloorBytes} bytes`)
    },
    result: () => ({ sizeBytes, sha256: hash.copy().digest('hex') }),
  }
}

export type Measure = Pick<Tally, 'result'> & {
  /** Passes bytes through unchanged, counting and hashing them; fails outside of the bounds. */
  readonly stream: Transform
}

/** A tally of what flows through a stream; its result is final once the stream has ended. */
export const measure = (bounds: Bounds = {}): Measure => {
  const { add, end, result } = tally(bounds)
  const stream = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) =>
      finish(done, () => {
        add(chunk)
        return chunk
      }),
    flush: (done) => finish(done, end),
  })
  return { stream, result }
}

const finish = (done: TransformCallback, step: () => Uint8Array | void): void => {
  let passed: Uint8Array | void
  try {
    passed = step()
  } catch (error) {
    return done(error as Error)
  }
  done(null, passed)
}
