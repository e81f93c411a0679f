import type { PageMeta } from '@cartwright/contract/page'
import type { Collection } from '@cartwright/contract/resources/collection'
import type { listCollections } from '@cartwright/db/queries/collections'

import type { FileAddresses } from '../resources/image-resource.ts'
import { collectionResource } from './collection-resource.ts'

/** A page of collections as callers see it. */
export function collectionPage(
  page: Awaited<ReturnType<typeof listCollections>>,
  { limit, files }: { readonly limit: number; readonly files: FileAddresses },
): { collections: Collection[]; meta: PageMeta } {
  const { rows, nextCursor, total } = page
  return {
    collections: rows.map((row) => collectionResource(row, files)),
    meta: { limit, nextCursor, ...(total !== null && { total }) },
  }
}
