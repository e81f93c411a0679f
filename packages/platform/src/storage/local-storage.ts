import { open, readdir, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { forgetLeftFiles } from './forget-left-files.ts'
import { freeBytes } from './free-bytes.ts'
import { hashFile } from './hash-file.ts'
import { headOf, readFacts } from './local-facts.ts'
import type { Facts } from './local-facts.ts'
import type { LocalFolder, LocalPaths } from './local-paths.ts'
import { keyOfDataFile, localPaths } from './local-paths.ts'
import { sizeWithin } from './measure.ts'
import { checkObjectKey } from './object-key.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { settleLocalObject } from './settle-local-object.ts'
import { signedUploads } from './signed-uploads.ts'
import { flushFolder, stageFile } from './stage-file.ts'
import type { StagedFile } from './stage-file.ts'
import { diskError, StorageError } from './storage-error.ts'
import type { ListedObject, ObjectHead, PutOptions, Storage, StoredObject } from './storage.ts'
import { unlessAbsent } from './unless-absent.ts'
import { writeInBlocks } from './write-in-blocks.ts'

/** Writes to disk what comes. That the disk cannot take it, the writer says by a `StorageError`; what
 *  else goes wrong is the source's. */
const receive = async (source: Readable, writer: Writable): Promise<void> => {
  try {
    await pipeline(source, writer)
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError('interrupted', 'The upload broke off', error)
  }
}

const put = async (
  { paths, inTurn }: LocalFolder,
  key: string,
  { body, options }: { readonly body: Readable | Uint8Array; readonly options: PutOptions },
): Promise<StoredObject> => {
  const [data, facts] = [paths.data(key), paths.facts(key)]
  const size = sizeWithin(options)
  const after = options.handsOver === true ? freeBytes : () => undefined
  const source = body instanceof Readable ? body : Readable.from([body])
  // It is read only once there is a file; what breaks before that is found there.
  source.on('error', () => undefined)
  const staged: StagedFile[] = []
  const stage = async (write: (file: FileHandle) => Promise<void>): Promise<StagedFile> => {
    const file = await stageFile(paths.incoming, write)
    staged.push(file)
    return file
  }
  try {
    const bytes = await stage(async (file) => {
      await receive(source, writeInBlocks(file, { before: size.add, after }))
      size.end()
    })
    const sizeBytes = size.bytes()
    const sha256 = await hashFile(bytes.file, sizeBytes)
    const known = { contentType: options.contentType, sha256, sizeBytes }
    const written: Facts = { ...known, ...(options.isProvisional && { isProvisional: true }) }
    const told = await stage((file) => file.writeFile(JSON.stringify(written)))
    await Promise.all([bytes.flush(), told.flush()])
    // Of uploads at the same moment, the bytes of one must not meet the facts of another. File
    // systems with a journal keep the order of names in a folder, so one flush is for both.
    await inTurn(key, async () => {
      await bytes.moveTo(data)
      await told.moveTo(facts)
      await flushFolder(dirname(facts))
    })
    return { key, ...known }
  } catch (error) {
    await Promise.all(staged.map((file) => file.discard()))
    throw diskError(error)
  }
}

const head = async (paths: LocalPaths, key: string): Promise<ObjectHead | null> => {
  const facts = await readFacts(paths, key)
  return facts === null ? null : headOf(facts)
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

export type LocalStorageOptions = {
  readonly folder: string
  /** Where the API serves it, without a slash at the end; presigned uploads go to `/signed` there. */
  readonly publicBaseUrl: string
  /** Signs the addresses and forms of presigned uploads. */
  readonly signingSecret: string
  readonly clock?: Clock
}

/** Storage in a folder of this machine: the embedded default. */
export const localStorage = (options: LocalStorageOptions): Storage => {
  const { folder, publicBaseUrl, signingSecret: secret, clock = systemClock } = options
  const paths = localPaths(folder)
  const own: LocalFolder = { paths, inTurn: oneAtATime() }
  const signed = signedUploads({ secret, baseUrl: `${publicBaseUrl}/signed`, clock })
  return {
    signedUploads: signed,
    put: (key, body, putOptions) => put(own, key, { body, options: putOptions }),
    head: async (key) => head(paths, key),
    settle: async (key, etag) => settleLocalObject(own, { key, etag }),
    get: async (key, range) => {
      if ((await head(paths, key)) === null) return null
      const file = await unlessAbsent(open(paths.data(key), 'r'))
      return file === null ? null : file.createReadStream(range ?? {})
    },
    delete: async (key) => {
      const [data, facts] = [paths.data(key), paths.facts(key)]
      await own.inTurn(key, async () => {
        await unlessAbsent(rm(facts, { force: true }))
        await unlessAbsent(rm(data, { force: true }))
      })
    },
    list: (prefix) => list(paths, prefix),
    publicUrl: (key) => {
      checkObjectKey(key)
      return `${publicBaseUrl}/${key}`
    },
    presignPut: async (key, terms) => signed.presignPut(key, terms),
    presignPost: async (key, terms) => signed.presignPost(key, terms),
    forgetUnfinished: async (before) => forgetLeftFiles(paths, before),
  }
}
