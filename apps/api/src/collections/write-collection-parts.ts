import type { Transaction } from '@cartwright/db/database'
import { setCollectionProducts } from '@cartwright/db/queries/collections'
import { lockReadyImages } from '@cartwright/db/queries/media'
import { setMediaReferences } from '@cartwright/db/queries/media-references'

import { type AttachingTools, settleAttached } from '../media/settle-attached.ts'
import type { Fail } from '../operation/context.ts'

interface PartsContext {
  readonly db: Transaction
  readonly storeId: string
  readonly now: Date
  readonly fail: Fail<never>
}

interface Attaching {
  readonly ctx: AttachingTools
  readonly input: { readonly imageId?: string | null | undefined }
}

/** Looks at the picture, if it went straight to storage. Before the transaction. */
export function settleImage({ ctx, input }: Attaching): Promise<void> {
  return settleAttached(ctx, [input.imageId])
}

/** The picture must be one of the store that can be shown; it stays as long as the transaction. */
export async function requireImage(ctx: PartsContext, mediaId: string | null): Promise<void> {
  if (mediaId === null) return
  const ready = await lockReadyImages(ctx.db, ctx.storeId, [mediaId])
  if (!ready.has(mediaId)) ctx.fail('not_found', { field: 'imageId' })
}

export interface CollectionParts {
  readonly imageId: string | null
  /** Undefined: they stay. */
  readonly productIds: readonly string[] | undefined
}

/** Writes what hangs on a collection. Ends the operation with `not_found` when a product is not
 *  there. */
export async function writeCollectionParts(
  ctx: PartsContext,
  collectionId: string,
  { imageId, productIds }: CollectionParts,
): Promise<void> {
  const { db: trx, storeId, now } = ctx
  const use = { storeId, entityType: 'collection', entityId: collectionId, role: 'image' } as const
  await setMediaReferences(trx, { ...use, mediaIds: imageId === null ? [] : [imageId], now })
  if (productIds === undefined) return
  const areKnown = await setCollectionProducts(trx, { storeId, collectionId }, productIds)
  if (!areKnown) ctx.fail('not_found', { field: 'productIds' })
}
