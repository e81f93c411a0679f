import type { MediaDraft } from '@cartwright/db/queries/media'

import { displayName } from './display-name.ts'
import type { StoredFile } from './store-file.ts'

export interface DraftTerms {
  readonly storeId: string
  readonly id: string
  readonly source: 'upload' | 'remote' | 'embed'
  readonly purpose: string
  readonly retention: 'library' | 'managed'
  readonly createdBy: string
  readonly now: Date
}

/** The row of a file that is in storage, as it is before the worker has looked at it. */
export function mediaDraft(file: StoredFile, { now, ...terms }: DraftTerms): MediaDraft {
  const { kind, mimeType, extension } = file.sniffed
  return {
    ...terms,
    key: file.key,
    filename: displayName(file.filename, `file.${extension}`),
    kind,
    mimeType,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    width: file.dimensions?.width ?? null,
    height: file.dimensions?.height ?? null,
    status: 'ready',
    createdAt: now,
    updatedAt: now,
  }
}
