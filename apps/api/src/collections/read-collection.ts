import type { Collection } from '@cartwright/contract/resources/collection'
import type { Database } from '@cartwright/db/database'
import { findCollection } from '@cartwright/db/queries/collections'
import type { Storage } from '@cartwright/platform/storage/storage'

import type { Fail } from '../operation/context.ts'
import { collectionResource } from './collection-resource.ts'

interface CollectionReader {
  readonly db: Database
  readonly storeId: string
  readonly storage: Storage
  readonly fail: Fail<never>
}

/** Every product of a collection counts for its shop. */
export const allStatuses = ['draft', 'active', 'archived'] as const

/** The collection as its shop sees it now; `not_found` when there is none. */
export async function readCollection(
  ctx: CollectionReader,
  collectionId: string,
): Promise<Collection> {
  const where = { storeId: ctx.storeId, id: collectionId }
  const row = await findCollection(ctx.db, where, allStatuses)
  return row === undefined ? ctx.fail('not_found') : collectionResource(row, ctx.storage)
}
