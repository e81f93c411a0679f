import type { Media } from '@cartwright/contract/resources/media'
import type { MediaRow } from '@cartwright/db/queries/media'

import type { FileAddresses } from '../resources/image-resource.ts'

/** A file of the library as callers see it. */
export function mediaResource(row: MediaRow, files: FileAddresses): Media {
  return {
    id: row.id,
    url: files.publicUrl(row.key),
    pathname: row.key,
    filename: row.filename,
    kind: row.kind,
    mimeType: row.mimeType,
    width: row.width,
    height: row.height,
    sizeBytes: row.sizeBytes,
    source: row.source,
    alt: row.alt,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    purpose: row.purpose,
  }
}
