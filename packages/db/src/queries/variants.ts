import { type Selectable, sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { VariantsTable } from '../tables.ts'
import type { MediaKey } from './media.ts'
import type { ProductKey } from './products.ts'

export type StoredVariant = Selectable<VariantsTable>

/** What an operator says about a variant; its stock changes by movements alone. */
export type VariantContent = Pick<
  StoredVariant,
  | 'id'
  | 'position'
  | 'sku'
  | 'gtin'
  | 'gtinKey'
  | 'title'
  | 'optionValues'
  | 'price'
  | 'compareAtPrice'
  | 'cost'
  | 'taxCode'
  | 'weightGrams'
  | 'imageMediaId'
  | 'trackInventory'
  | 'allowBackorder'
  | 'lowStockThreshold'
>

const recordColumns = sql`
  "id" uuid, "position" integer, "sku" text, "gtin" text, "gtinKey" text, "title" text,
  "optionValues" jsonb, "price" bigint, "compareAtPrice" bigint, "cost" bigint, "taxCode" text,
  "weightGrams" integer, "imageMediaId" uuid, "trackInventory" boolean, "allowBackorder" boolean,
  "lowStockThreshold" integer`

/** The variants of a product in their order, locked. */
export async function lockVariants(
  trx: Transaction,
  { storeId, productId }: ProductKey,
): Promise<StoredVariant[]> {
  const rows = await trx
    .selectFrom('variants')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('productId', '=', productId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.sort((a, b) => a.position - b.position)
}

/** Locks the variants that show a picture, in the order in which sellers lock them. */
export async function lockVariantsShowing(
  trx: Transaction,
  { storeId, mediaId }: MediaKey,
): Promise<void> {
  await trx
    .selectFrom('variants')
    .select('id')
    .where('storeId', '=', storeId)
    .where('imageMediaId', '=', mediaId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Which variants of this store have these SKUs? */
export function findVariantsBySku(trx: Transaction, storeId: string, skus: readonly string[]) {
  return trx
    .selectFrom('variants')
    .select(['id', 'sku'])
    .where('storeId', '=', storeId)
    .where('sku', '=', sql<string>`any(${skus}::text[])`)
    .execute()
}

export interface VariantChange<Content extends VariantContent = VariantContent> extends ProductKey {
  readonly variants: readonly Content[]
  readonly now: Date
}

/** Adds variants, without stock. Breaks `variants_sku_key` when a SKU is taken. */
export async function insertVariants(trx: Transaction, change: VariantChange): Promise<void> {
  const { storeId, productId, variants, now } = change
  await sql`
    insert into variants (
      store_id, product_id, created_at, updated_at, id, position, sku, gtin, gtin_key, title,
      option_values, price, compare_at_price, cost, tax_code, weight_grams, image_media_id,
      track_inventory, allow_backorder, low_stock_threshold
    )
    select ${storeId}::uuid, ${productId}::uuid, ${now}::timestamptz, ${now}::timestamptz, x.*
    from json_to_recordset(${JSON.stringify(variants)}::json) as x(${recordColumns})`.execute(trx)
}

/** Writes the content of variants. Breaks `variants_sku_key` when a SKU is taken by another variant,
 *  and `variants_stock_floor` when more is promised than the new rules allow. */
export async function updateVariants(trx: Transaction, change: VariantChange): Promise<void> {
  const { storeId, productId, variants, now } = change
  const records = JSON.stringify(variants)
  // Two variants may swap their SKUs: those that change step aside first, or the first would
  // collide with the second.
  await sql`
    update variants v set sku = 'moving ' || v.id
    from json_to_recordset(${records}::json) as x("id" uuid, "sku" text)
    where v.store_id = ${storeId} and v.product_id = ${productId} and v.id = x.id
      and v.sku <> x.sku`.execute(trx)
  await sql`
    update variants v set
      position = x.position, sku = x.sku, gtin = x.gtin, gtin_key = x."gtinKey", title = x.title,
      option_values = x."optionValues", price = x.price, compare_at_price = x."compareAtPrice",
      cost = x.cost, tax_code = x."taxCode", weight_grams = x."weightGrams",
      image_media_id = x."imageMediaId", track_inventory = x."trackInventory",
      allow_backorder = x."allowBackorder", low_stock_threshold = x."lowStockThreshold",
      updated_at = ${now}
    from json_to_recordset(${records}::json) as x(${recordColumns})
    where v.store_id = ${storeId} and v.product_id = ${productId} and v.id = x.id`.execute(trx)
}

/** Deletes variants that nothing needs any more. */
export async function deleteVariants(
  trx: Transaction,
  storeId: string,
  variantIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('variants')
    .where('storeId', '=', storeId)
    .where('id', '=', sql<string>`any(${variantIds}::uuid[])`)
    .execute()
}
