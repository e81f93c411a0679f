import { type Insertable, type Selectable, sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { jsonb } from '../expressions/json.ts'
import type { ProductsTable } from '../tables.ts'

export interface ProductKey {
  readonly storeId: string
  readonly productId: string
}

/** Inserts a product; false when its slug is taken. A slug that led elsewhere leads here now. */
export async function insertProduct(
  trx: Transaction,
  product: Insertable<ProductsTable>,
): Promise<boolean> {
  const { options = [], personalisation, ...row } = product
  const inserted = await trx
    .insertInto('products')
    .values({
      ...row,
      options: jsonb(options),
      personalisation: personalisation ? jsonb(personalisation) : null,
    })
    .onConflict((conflict) => conflict.columns(['storeId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) return false
  await forgetFormerSlug(trx, product.storeId, product.slug)
  return true
}

/** Which of these slugs do products of this store have? */
export async function takenProductSlugs(
  trx: Transaction,
  storeId: string,
  slugs: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('products')
    .select('slug')
    .where('storeId', '=', storeId)
    .where('slug', '=', sql<string>`any(${slugs}::text[])`)
    .execute()
  return rows.map(({ slug }) => slug)
}

/** The product, locked: who changes it comes one after the other. */
export function lockProduct(
  trx: Transaction,
  { storeId, productId }: ProductKey,
): Promise<Selectable<ProductsTable> | undefined> {
  return trx
    .selectFrom('products')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .forUpdate()
    .executeTakeFirst()
}

export type ProductContent = Pick<
  Selectable<ProductsTable>,
  | 'slug'
  | 'title'
  | 'description'
  | 'status'
  | 'vendor'
  | 'productType'
  | 'tags'
  | 'options'
  | 'seoTitle'
  | 'seoDescription'
  | 'personalisation'
  | 'minPrice'
  | 'maxPrice'
  | 'searchText'
  | 'publishedAt'
>

/** Writes the content of a locked product, as its next version. Breaks `products_slug_key` when
 *  another product has the slug. */
export async function updateProduct(
  trx: Transaction,
  { storeId, productId }: ProductKey,
  { content, now }: { readonly content: ProductContent; readonly now: Date },
): Promise<void> {
  const { options, personalisation, ...rest } = content
  await trx
    .updateTable('products')
    .set((eb) => ({
      ...rest,
      options: jsonb(options),
      personalisation: personalisation === null ? null : jsonb(personalisation),
      version: eb('version', '+', 1),
      updatedAt: now,
    }))
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .execute()
}

export interface SlugChange extends ProductKey {
  readonly from: string
  readonly to: string
  readonly now: Date
}

/** The former slug of a product leads to it from now on, and the new one leads nowhere else. */
export async function keepFormerSlug(trx: Transaction, change: SlugChange): Promise<void> {
  const { storeId, productId, from, to, now } = change
  await forgetFormerSlug(trx, storeId, to)
  await trx
    .insertInto('productSlugs')
    .values({ storeId, slug: from, productId, createdAt: now })
    .onConflict((conflict) =>
      conflict.columns(['storeId', 'slug']).doUpdateSet({ productId, createdAt: now }),
    )
    .execute()
}

async function forgetFormerSlug(trx: Transaction, storeId: string, slug: string): Promise<void> {
  await trx
    .deleteFrom('productSlugs')
    .where('storeId', '=', storeId)
    .where('slug', '=', slug)
    .execute()
}

/** Was this product ever part of an order? */
export async function wasOrdered(
  trx: Transaction,
  { storeId, productId }: ProductKey,
): Promise<boolean> {
  const line = await trx
    .selectFrom('orderLines')
    .select('id')
    .where('storeId', '=', storeId)
    .where('productId', '=', productId)
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

/** Deletes a product with its variants, images' links and former slugs. */
export async function deleteProduct(
  trx: Transaction,
  { storeId, productId }: ProductKey,
): Promise<void> {
  await trx
    .deleteFrom('products')
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .execute()
}
