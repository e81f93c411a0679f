import type { Readable } from 'node:stream'

import { atMost } from '@cartwright/platform/at-most'
import { fetchPublic, type FetchTerms } from '@cartwright/platform/net/fetch-public'
import type { Storage } from '@cartwright/platform/storage/storage'

import { AppError } from '../../operation/app-error.ts'
import { type NamedFile, storeFile, type StoredFile } from '../store-file.ts'
import { importError } from './import-error.ts'
import { remoteFilename } from './remote-filename.ts'

/** So many at a time; ten that take as long as they may are done within a minute. */
const AT_ONCE = 4

export interface ImportTerms {
  readonly storage: Storage
  readonly fetching: FetchTerms
  /** A new key for each file, without the extension that its type will give it. */
  readonly newKeyStem: () => string
  /** Gets the key of what was stored, at once; see keep-whole.ts. */
  readonly kept: string[]
}

/** Fetches pictures from their addresses into storage, in the order of their addresses. When one
 *  cannot be taken the others are given up, and it fails with `remote_fetch_failed`,
 *  `payload_too_large` or `unsupported_media_type`, saying which one it was, only after everything
 *  under way has ended: nothing is kept later that the caller has not heard of. */
export async function importImages(
  urls: readonly string[],
  terms: ImportTerms,
): Promise<StoredFile[]> {
  const gate = atMost(AT_ONCE)
  const open = new Set<Readable>()
  const failures: unknown[] = []
  const files: StoredFile[] = []
  const importOne = async (url: string, index: number): Promise<void> => {
    if (failures.length > 0) return
    try {
      files[index] = await importImage(url, { ...terms, open })
    } catch (error) {
      failures.push(importError(error, index))
      for (const stream of open) stream.destroy()
    }
  }
  await Promise.all(urls.map((url, index) => gate(() => importOne(url, index))))
  if (failures.length > 0) throw failures[0]
  return files
}

async function importImage(
  url: string,
  terms: ImportTerms & { readonly open: Set<Readable> },
): Promise<StoredFile> {
  const { storage, fetching, newKeyStem, kept, open } = terms
  const { stream, contentType } = await fetchPublic(url, fetching)
  open.add(stream)
  try {
    const part = {
      field: 'urls',
      filename: remoteFilename(url),
      declaredType: contentType ?? '',
      stream,
      truncated: () => false,
    }
    const file = await storeFile(part, { storage, keyStem: newKeyStem(), extensionOf })
    kept.push(file.key)
    return file
  } finally {
    open.delete(stream)
    stream.destroy()
  }
}

/** Refuses what is no picture before a byte of it is stored. */
function extensionOf({ sniffed }: NamedFile): string {
  if (sniffed.kind === 'image') return sniffed.extension
  throw new AppError('unsupported_media_type')
}
