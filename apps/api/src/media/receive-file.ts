import { AppError } from '../operation/app-error.ts'
import type { RequestBody } from '../operation/request-body.ts'
import { type FileDestination, storeFile, type StoredFile } from './store-file.ts'

const MAX_FILE_BYTES = 25 * 1024 * 1024

export interface UploadDestination extends FileDestination {
  /** Gets the key of what was stored, at once. */
  readonly kept: string[]
}

/** Reads a form to its end, its one file into storage; text fields are in `body.fields` afterwards.
 *  Fails with `missing_file`, or as `storeFile`. */
export async function receiveFile(
  body: RequestBody | null,
  { kept, ...destination }: UploadDestination,
): Promise<StoredFile> {
  let file: StoredFile | null = null
  const parts = body?.files({ fileSizeBytes: MAX_FILE_BYTES, files: 1 }) ?? []
  for await (const part of parts) {
    if (part.field !== 'file') {
      part.stream.resume()
      continue
    }
    file = await storeFile(part, destination)
    kept.push(file.key)
  }
  if (file === null) throw new AppError('missing_file')
  return file
}
