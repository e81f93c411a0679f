import type { Transaction } from '@cartwright/db/database'
import { lockReadyImages } from '@cartwright/db/queries/media'
import { syncVariantReferences } from '@cartwright/db/queries/media-references'
import { setProductCollections } from '@cartwright/db/queries/product-collections'
import { setProductMedia } from '@cartwright/db/queries/product-media'
import { findVariantsBySku, insertVariants, updateVariants } from '@cartwright/db/queries/variants'
import { moveStock } from '@cartwright/db/transactions/move-stock'
import type { Ids } from '@cartwright/platform/ids'

import type { Actor, Fail } from '../operation/context.ts'
import type { ProductPlan } from './plan-parts.ts'
import type { VariantPlan } from './plan-variants.ts'

export interface PartsContext {
  readonly db: Transaction
  readonly storeId: string
  readonly now: Date
  readonly ids: Ids
  readonly actor: Actor
  readonly fail: Fail<'sku_taken'>
}

/** Writes what was planned for the variants, images and collections of a product. The product must
 *  exist, and what it has already must be locked. Ends the operation with `not_found` when an image
 *  or collection is not there, and with `sku_taken`. */
export async function writeParts(
  ctx: PartsContext,
  productId: string,
  plan: ProductPlan,
): Promise<void> {
  const { db, storeId, now } = ctx
  await requireImages(ctx, plan)
  if (plan.variants !== null) await writeVariants(ctx, productId, plan.variants)
  if (plan.images !== null) {
    await setProductMedia(db, { storeId, productId, images: plan.images, now })
  }
  const { collectionIds } = plan
  if (collectionIds === null) return
  const areKnown = await setProductCollections(db, { storeId, productId, collectionIds })
  if (!areKnown) ctx.fail('not_found', { field: 'collectionIds' })
}

async function requireImages(ctx: PartsContext, { images, variants }: ProductPlan): Promise<void> {
  const ofVariants = [...(variants?.added ?? []), ...(variants?.kept ?? [])]
  const needed = new Set([
    ...(images ?? []).map(({ mediaId }) => mediaId),
    ...ofVariants.flatMap(({ imageMediaId }) => imageMediaId ?? []),
  ])
  const ready = await lockReadyImages(ctx.db, ctx.storeId, [...needed])
  if (ready.size < needed.size) ctx.fail('not_found', { field: 'media' })
}

async function writeVariants(
  ctx: PartsContext,
  productId: string,
  { added, kept }: VariantPlan,
): Promise<void> {
  const { db, storeId, now, ids } = ctx
  await requireFreeSkus(ctx, [...added, ...kept])
  if (kept.length > 0) await updateVariants(db, { storeId, productId, variants: kept, now })
  if (added.length > 0) await insertVariants(db, { storeId, productId, variants: added, now })
  await moveStock(db, {
    storeId,
    kind: 'receive',
    reason: 'received',
    actor: ctx.actor.label,
    movements: added
      .filter(({ initialQuantity }) => initialQuantity > 0)
      .map(({ id, initialQuantity }) => ({
        variantId: id,
        onHandDelta: initialQuantity,
        reservedDelta: 0,
        heldDelta: 0,
      })),
    newId: ids.uuidv7,
    now,
  })
  await syncVariantReferences(db, { storeId, productId, now })
}

/** Names the SKU, which the constraint could not. It still has the last word. */
async function requireFreeSkus(
  ctx: PartsContext,
  variants: readonly { readonly id: string; readonly sku: string }[],
): Promise<void> {
  const skus = variants.map(({ sku }) => sku)
  const repeated = skus.find((sku, at) => skus.indexOf(sku) < at)
  if (repeated !== undefined) ctx.fail('sku_taken', { sku: repeated })
  const own = new Set(variants.map(({ id }) => id))
  const owners = await findVariantsBySku(ctx.db, ctx.storeId, skus)
  const taken = owners.find(({ id }) => !own.has(id))
  if (taken !== undefined) ctx.fail('sku_taken', { sku: taken.sku })
}
