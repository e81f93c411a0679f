import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { measure } from './measure.ts'
import { checkObjectKey } from './object-key.ts'
import { StorageError } from './storage-error.ts'
import type { ByteRange, Storage } from './storage.ts'

type Kept = {
  readonly bytes: Buffer
  readonly contentType: string
  readonly sha256: string
  readonly modifiedAt: number
}

export type MemoryStorage = Storage & {
  /** Keys of everything kept, sorted. */
  readonly keys: () => readonly string[]
  /** The next calls that touch objects fail as when the storage server is down. */
  readonly failNext: (times?: number) => void
}

const collect = async (
  body: Readable | Uint8Array,
  sizeLimitBytes?: number,
): Promise<{ readonly bytes: Buffer; readonly sha256: string }> => {
  const { stream, result } = measure(sizeLimitBytes)
  const chunks: Buffer[] = []
  const source = body instanceof Readable ? body : Readable.from([body])
  try {
    await pipeline(source, stream, async (arriving: AsyncIterable<Buffer>) => {
      for await (const chunk of arriving) chunks.push(Buffer.from(chunk))
    })
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError('interrupted', 'The upload broke off', error)
  }
  return { bytes: Buffer.concat(chunks), sha256: result().sha256 }
}

const readable = (bytes: Buffer, range?: ByteRange): Readable => {
  const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)
  return Readable.from(part.length === 0 ? [] : [part], { objectMode: false })
}

const outage = () => {
  let failuresLeft = 0
  return {
    failNext: (times = 1) => {
      failuresLeft = times
    },
    pass: () => {
      if (failuresLeft === 0) return
      failuresLeft -= 1
      throw new StorageError('unavailable', 'Storage is not available')
    },
  }
}

/** Storage that forgets everything with the process; for tests. */
export const memoryStorage = (
  options: { readonly publicBaseUrl?: string; readonly clock?: Clock } = {},
): MemoryStorage => {
  const { publicBaseUrl = 'https://files.example', clock = systemClock } = options
  const objects = new Map<string, Kept>()
  const { failNext, pass } = outage()
  const enter = (key: string): void => {
    checkObjectKey(key)
    pass()
  }
  const keys = (): readonly string[] => [...objects.keys()].sort()
  return {
    keys,
    failNext,
    put: async (key, body, { contentType, sizeLimitBytes }) => {
      enter(key)
      const { bytes, sha256 } = await collect(body, sizeLimitBytes)
      objects.set(key, { bytes, contentType, sha256, modifiedAt: clock.now() })
      return { key, sizeBytes: bytes.length, sha256, contentType }
    },
    get: async (key, range) => {
      enter(key)
      const kept = objects.get(key)
      if (kept === undefined) return null
      return readable(kept.bytes, range)
    },
    head: async (key) => {
      enter(key)
      const kept = objects.get(key)
      if (kept === undefined) return null
      return { sizeBytes: kept.bytes.length, contentType: kept.contentType, etag: kept.sha256 }
    },
    delete: async (key) => {
      enter(key)
      objects.delete(key)
    },
    list: async function* (prefix) {
      for (const key of keys().filter((candidate) => candidate.startsWith(prefix))) {
        const kept = objects.get(key)
        if (kept === undefined) continue
        yield { key, sizeBytes: kept.bytes.length, modifiedAt: kept.modifiedAt }
      }
    },
    publicUrl: (key) => {
      checkObjectKey(key)
      return `${publicBaseUrl}/${key}`
    },
  }
}
