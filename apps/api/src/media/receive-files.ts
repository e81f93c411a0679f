import type { Storage } from '@cartwright/platform/storage/storage'

import { AppError } from '../operation/app-error.ts'
import type { RequestBody } from '../operation/request-body.ts'
import { type FileDestination, storeFile, type StoredFile } from './store-file.ts'

/** Largest file of every way to upload, unless it says otherwise. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024

export interface Reception {
  readonly storage: Storage
  /** The form field the files are in; files in other fields are read past. */
  readonly field: string
  readonly maxFiles: number
  readonly maxFileBytes?: number
  /** A new key for each file, without the extension that its type will give it. */
  readonly newKeyStem: () => string
  readonly extensionOf?: FileDestination['extensionOf']
  /** Gets the key of what was stored, at once; see keep-whole.ts. */
  readonly kept: string[]
  /** What the dialect has against a file, before a byte of it is stored. */
  readonly check?: (part: { readonly declaredType: string; readonly filename: string }) => void
}

/** Reads a form to its end, its files into storage one after the other, in bounded memory; its text
 *  fields are in `body.fields` afterwards. Fails with `missing_file`, `too_many_files`, or as
 *  `storeFile`: then the caller lets go of what was kept. */
export async function receiveFiles(
  body: RequestBody | null,
  reception: Reception,
): Promise<StoredFile[]> {
  const { storage, field, maxFiles, maxFileBytes = MAX_FILE_BYTES, kept, extensionOf } = reception
  const files: StoredFile[] = []
  // One more than allowed is let through, to be told from a form that is broken.
  const parts = body?.files({ fileSizeBytes: maxFileBytes, files: maxFiles + 1 }) ?? []
  for await (const part of parts) {
    if (part.field !== field) {
      part.stream.resume()
      continue
    }
    if (files.length === maxFiles) {
      part.stream.on('error', () => undefined).resume()
      throw new AppError('too_many_files', { details: { limit: maxFiles } })
    }
    reception.check?.(part)
    const file = await storeFile(part, { storage, extensionOf, keyStem: reception.newKeyStem() })
    kept.push(file.key)
    files.push(file)
  }
  if (files.length === 0) throw new AppError('missing_file')
  return files
}
