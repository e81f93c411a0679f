import { createHash } from 'node:crypto'
import type { TransformCallback } from 'node:stream'
import { Transform } from 'node:stream'

import { StorageError } from './storage-error.ts'
import type { PutOptions } from './storage.ts'

type Bounds = Pick<PutOptions, 'sizeLimitBytes' | 'sizeFloorBytes'>

export type Size = {
  /** Counts the next bytes. Throws `too_large` once they are more than allowed. */
  readonly add: (chunk: Uint8Array) => void
  /** Says that nothing comes any more. Throws `too_small`. */
  readonly end: () => void
  /** How many bytes were added so far. */
  readonly bytes: () => number
}

/** How many bytes are they? Asked of bytes that come one piece at a time. */
export const sizeWithin = (bounds: Bounds): Size => {
  const { sizeLimitBytes = Number.POSITIVE_INFINITY, sizeFloorBytes = 0 } = bounds
  let sizeBytes = 0
  return {
    add: (chunk) => {
      sizeBytes += chunk.byteLength
      if (sizeBytes <= sizeLimitBytes) return
      throw new StorageError('too_large', `More than ${sizeLimitBytes} bytes`)
    },
    end: () => {
      if (sizeBytes >= sizeFloorBytes) return
      throw new StorageError('too_small', `Less than ${sizeFloorBytes} bytes`)
    },
    bytes: () => sizeBytes,
  }
}

export type Measure = {
  /** Passes bytes through unchanged, counting and hashing them; fails outside of the bounds. */
  readonly stream: Transform
  /** Final once the stream has ended. */
  readonly result: () => { readonly sizeBytes: number; readonly sha256: string }
}

/** How many bytes flow through a stream, and what is their hash? */
export const measure = (bounds: Bounds = {}): Measure => {
  const { add, end, bytes } = sizeWithin(bounds)
  const hash = createHash('sha256')
  const stream = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) =>
      finish(done, () => {
        add(chunk)
        hash.update(chunk)
        return chunk
      }),
    flush: (done) => finish(done, end),
  })
  return {
    stream,
    result: () => ({ sizeBytes: bytes(), sha256: hash.copy().digest('hex') }),
  }
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
