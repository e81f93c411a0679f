import type { LibraryMedia, Media } from '@cartwright/contract/resources/media'
import type { MediaRow } from '@cartwright/db/queries/media'

import type { FileAddresses } from '../resources/image-resource.ts'

/** A file as the media library tells it. */
export function libraryMediaResource(row: MediaRow, files: FileAddresses): LibraryMedia {
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
  }
}

/** The same, with what it was uploaded for. */
export function mediaResource(row: MediaRow, files: FileAddresses): Media {
  return { ...libraryMediaResource(row, files), purpose: row.purpose }
}
