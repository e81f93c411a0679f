import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { z } from 'zod'

import type { LocalPaths } from './local-paths.ts'
import { keyOfDataFile, localPaths } from './local-paths.ts'
import { measure } from './measure.ts'
import { checkObjectKey } from './object-key.ts'
import { replaceFile } from './replace-file.ts'
import { StorageError } from './storage-error.ts'
import type { ListedObject, ObjectHead, PutOptions, Storage, StoredObject } from './storage.ts'

const Facts = z.object({ contentType: z.string(), sha256: z.string(), sizeBytes: z.number().int() })

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

const unlessAbsent = async <Answer>(work: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await work
  } catch (error) {
    if (isAbsent(error)) return null
    throw new StorageError('unavailable', 'The data folder cannot be read', error)
  }
}

/** A disk that is full or gone is storage's fault; anything else came from the sender's side. */
const uploadError = (error: unknown): StorageError => {
  if (error instanceof StorageError) return error
  const isDisk = error instanceof Error && 'syscall' in error && 'path' in error
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  return isDisk || isFull
    ? new StorageError('unavailable', 'The data folder cannot be written', error)
    : new StorageError('interrupted', 'The upload broke off', error)
}

const put = async (
  paths: LocalPaths,
  key: string,
  { body, options }: { readonly body: Readable | Uint8Array; readonly options: PutOptions },
): Promise<StoredObject> => {
  const [data, facts] = [paths.data(key), paths.facts(key)]
  const { stream, result } = measure(options.sizeLimitBytes)
  const source = body instanceof Readable ? body : Readable.from([body])
  try {
    await replaceFile(data, paths.incoming, async (file) => {
      await pipeline(source, stream, (bytes: AsyncIterable<Buffer>) => file.writeFile(bytes))
    })
    const { sizeBytes, sha256 } = result()
    const known = { contentType: options.contentType, sha256, sizeBytes }
    await replaceFile(facts, paths.incoming, (file) => file.writeFile(JSON.stringify(known)))
    return { key, ...known }
  } catch (error) {
    throw uploadError(error)
  }
}

// The facts are written last and removed first: an object without them is not there.
const head = async (paths: LocalPaths, key: string): Promise<ObjectHead | null> => {
  const text = await unlessAbsent(readFile(paths.facts(key), 'utf8'))
  if (text === null) return null
  const { contentType, sha256, sizeBytes } = Facts.parse(JSON.parse(text))
  return { contentType, sizeBytes, etag: sha256 }
}

async function* list(paths: LocalPaths, prefix: string): AsyncIterable<ListedObject> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  if (folder !== '') checkObjectKey(folder.slice(0, -1))
  const files = await unlessAbsent(readdir(join(paths.objects, folder), { recursive: true }))
  const keys = (files ?? [])
    .map((file) => keyOfDataFile(folder + file.replaceAll('\\', '/')))
    .filter((key) => key !== null)
    .filter((key) => key.startsWith(prefix))
  for (const key of keys.sort()) {
    const known = await head(paths, key)
    const file = await unlessAbsent(stat(paths.data(key)))
    if (known === null || file === null) continue
    yield { key, sizeBytes: known.sizeBytes, modifiedAt: file.mtimeMs }
  }
}

/**
 * Storage in a folder of this machine: the embedded default. `publicBaseUrl` is where the API
 * serves it, without a slash at the end.
 */
export const localStorage = (options: {
  readonly folder: string
  readonly publicBaseUrl: string
}): Storage => {
  const paths = localPaths(options.folder)
  return {
    put: (key, body, putOptions) => put(paths, key, { body, options: putOptions }),
    head: async (key) => head(paths, key),
    get: async (key, range) => {
      if ((await head(paths, key)) === null) return null
      const file = await unlessAbsent(open(paths.data(key), 'r'))
      if (file === null) return null
      return file.createReadStream(range ?? {})
    },
    delete: async (key) => {
      await unlessAbsent(rm(paths.facts(key), { force: true }))
      await unlessAbsent(rm(paths.data(key), { force: true }))
    },
    list: (prefix) => list(paths, prefix),
    publicUrl: (key) => {
      checkObjectKey(key)
      return `${options.publicBaseUrl}/${key}`
    },
  }
}
