import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { faultPlan } from './fault-plan.ts'
import type { Fault, FaultPlan } from './fault-plan.ts'
import { imitateUpload } from './imitate-upload.ts'
import type { ImitatedUpload } from './imitate-upload.ts'
import { measure } from './measure.ts'
import { checkObjectKey } from './object-key.ts'
import { signedUploads } from './signed-uploads.ts'
import { StorageError } from './storage-error.ts'
import type { ByteRange, PresignedPost, PresignedPut, PutOptions, Storage } from './storage.ts'

type Kept = {
  readonly bytes: Buffer
  readonly contentType: string
  readonly sha256: string
  readonly modifiedAt: number
  readonly isFinal: boolean
}

export type MemoryStorage = Storage & {
  /** Keys of everything kept, sorted. */
  readonly keys: () => readonly string[]
  /** The next calls that touch objects, or only those of one kind, fail as when the storage server
   *  is down. `put_answer`: the object is kept all the same, only nobody is told. */
  readonly failNext: (times?: number, fault?: Fault) => void
  /** Does what a browser does with a presigned upload; answers the status that S3 would. */
  readonly upload: (to: PresignedPut | PresignedPost, file: ImitatedUpload) => Promise<number>
}

const collect = async (
  body: Readable | Uint8Array,
  bounds: PutOptions,
): Promise<{ readonly bytes: Buffer; readonly sha256: string }> => {
  const { stream, result } = measure(bounds)
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

const sorted = (objects: ReadonlyMap<string, Kept>): readonly string[] => [...objects.keys()].sort()

const readable = (bytes: Buffer, range?: ByteRange): Readable => {
  const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)
  return Readable.from(part.length === 0 ? [] : [part], { objectMode: false })
}

const remember = (
  objects: Map<string, Kept>,
  { clock, pass }: { readonly clock: Clock; readonly pass: FaultPlan['pass'] },
): Pick<Storage, 'put' | 'get' | 'head' | 'settle' | 'delete' | 'list'> => ({
  put: async (key, body, options) => {
    checkObjectKey(key)
    pass('put')
    const { bytes, sha256 } = await collect(body, options)
    const { contentType } = options
    const isFinal = options.isProvisional !== true
    objects.set(key, { bytes, contentType, sha256, modifiedAt: clock.now(), isFinal })
    pass('put_answer')
    return { key, sizeBytes: bytes.length, sha256, contentType }
  },
  get: async (key, range) => {
    checkObjectKey(key)
    pass('get')
    const kept = objects.get(key)
    return kept === undefined ? null : readable(kept.bytes, range)
  },
  head: async (key) => {
    checkObjectKey(key)
    pass('head')
    const kept = objects.get(key)
    if (kept === undefined) return null
    const { bytes, contentType, sha256, isFinal } = kept
    return { sizeBytes: bytes.length, contentType, etag: sha256, isFinal }
  },
  settle: async (key, etag) => {
    checkObjectKey(key)
    pass('settle')
    const kept = objects.get(key)
    if (kept?.sha256 !== etag) return false
    objects.set(key, { ...kept, isFinal: true })
    return true
  },
  delete: async (key) => {
    checkObjectKey(key)
    pass('delete')
    objects.delete(key)
  },
  list: async function* (prefix) {
    pass('list')
    for (const key of sorted(objects).filter((candidate) => candidate.startsWith(prefix))) {
      const kept = objects.get(key)
      if (kept === undefined) continue
      yield { key, sizeBytes: kept.bytes.length, modifiedAt: kept.modifiedAt }
    }
  },
})

/** Storage that forgets everything with the process; for tests. */
export const memoryStorage = (
  options: { readonly publicBaseUrl?: string; readonly clock?: Clock } = {},
): MemoryStorage => {
  const { publicBaseUrl = 'https://files.example', clock = systemClock } = options
  const objects = new Map<string, Kept>()
  const { failNext, pass } = faultPlan()
  const signed = signedUploads({ secret: 'memory', baseUrl: `${publicBaseUrl}/signed`, clock })
  const storage: Storage = {
    ...remember(objects, { clock, pass }),
    signedUploads: signed,
    publicUrl: (key) => {
      checkObjectKey(key)
      return `${publicBaseUrl}/${key}`
    },
    presignPut: async (key, terms) => signed.presignPut(key, terms),
    presignPost: async (key, terms) => signed.presignPost(key, terms),
    forgetUnfinished: async () => 0,
  }
  return {
    ...storage,
    keys: () => sorted(objects),
    failNext,
    upload: async (to, file) => imitateUpload(storage, to, file),
  }
}
