import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import type { CartName } from './carts.ts'

export interface NewCartItem {
  readonly id: string
  readonly variantId: string
  /** 1 to 999. */
  readonly quantity: number
}

export interface CartItemWrite extends CartName {
  readonly now: Date
}

/** Puts items into a new cart, at the price their variants have now. Answers the ids of the
 *  variants that are for sale; the others were left out. One statement. */
export async function insertCartItems(
  trx: Transaction,
  { storeId, cartId, now }: CartItemWrite,
  items: readonly NewCartItem[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ variantId: string }>`
    insert into cart_items (store_id, id, cart_id, variant_id, product_id, product_slug, title,
                            variant_title, sku, quantity, seen_price, created_at)
    select v.store_id, item.id, ${cartId}, v.id, p.id, p.slug, p.title,
           v.title, v.sku, item.quantity, v.price, ${now}
      from unnest(
             ${items.map((item) => item.id)}::uuid[],
             ${items.map((item) => item.variantId)}::uuid[],
             ${items.map((item) => item.quantity)}::int[]
           ) as item (id, variant_id, quantity)
      join variants v on v.store_id = ${storeId} and v.id = item.variant_id
      join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
    returning variant_id
  `.execute(trx)
  return new Set(rows.map((row) => row.variantId))
}

export interface PersonalisedItem extends NewCartItem {
  /** What the buyer filled in for it; null when it is sold as it is. */
  readonly submissionId: string | null
}

/** Adds to the equal line of a cart, or makes one: lines are equal when they are of one variant and
 *  one submission. False when the variant is not for sale, the submission is not one for its
 *  product, or the line would hold more than 999; `explainRefusedItem` says which. One statement;
 *  the caller holds the cart's lock. */
export async function addCartItem(
  trx: Transaction,
  { storeId, cartId, now }: CartItemWrite,
  { id, variantId, quantity, submissionId }: PersonalisedItem,
): Promise<boolean> {
  const { rows } = await sql`
    insert into cart_items (store_id, id, cart_id, variant_id, product_id, product_slug, title,
                            variant_title, sku, quantity, seen_price, created_at,
                            personalisation, personalisation_key)
    select v.store_id, ${id}, ${cartId}, v.id, p.id, p.slug, p.title,
           v.title, v.sku, ${quantity}, v.price, ${now},
           case when f.id is not null
             then jsonb_build_object('submissionId', f.id, 'data', f.data) end,
           coalesce(f.id::text, '')
      from variants v
      join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
      left join form_submissions f
        on f.store_id = v.store_id and f.product_id = p.id and f.id = ${submissionId}::uuid
     where v.store_id = ${storeId} and v.id = ${variantId}
       and (f.id is not null or ${submissionId}::uuid is null)
    on conflict on constraint cart_items_line_key do update
       set quantity = cart_items.quantity + excluded.quantity, seen_price = excluded.seen_price
     where cart_items.quantity + excluded.quantity <= 999
    returning id
  `.execute(trx)
  return rows.length === 1
}

/** Why did `addCartItem` add nothing? */
export async function explainRefusedItem(
  db: Database,
  { storeId, cartId }: CartName,
  { variantId, quantity, submissionId }: PersonalisedItem,
): Promise<'not_for_sale' | 'no_such_submission' | 'too_many'> {
  const { rows } = await sql<{ isKnown: boolean; already: number }>`
    select ${submissionId}::uuid is null or exists (
             select from form_submissions f
              where f.store_id = v.store_id and f.product_id = v.product_id
                and f.id = ${submissionId}::uuid
           ) as is_known,
           coalesce((
             select i.quantity from cart_items i
              where i.store_id = v.store_id and i.cart_id = ${cartId} and i.variant_id = v.id
                and i.personalisation_key = coalesce(${submissionId}::uuid::text, '')
           ), 0) as already
      from variants v
     where v.store_id = ${storeId} and v.id = ${variantId}
  `.execute(db)
  const [found] = rows
  if (found !== undefined && !found.isKnown) return 'no_such_submission'
  return (found?.already ?? 0) + quantity > 999 ? 'too_many' : 'not_for_sale'
}

/** Sets a line's quantity and takes note of its present price. False when the cart has no such
 *  line. */
export async function setCartItemQuantity(
  trx: Transaction,
  { storeId, cartId }: CartName,
  { itemId, quantity }: { readonly itemId: string; readonly quantity: number },
): Promise<boolean> {
  const { rows } = await sql`
    update cart_items i
       set quantity = ${quantity}::int,
           seen_price = coalesce((
             select v.price from variants v where v.store_id = i.store_id and v.id = i.variant_id
           ), i.seen_price)
     where i.store_id = ${storeId} and i.cart_id = ${cartId} and i.id = ${itemId}
    returning i.id
  `.execute(trx)
  return rows.length === 1
}

/** Takes a line out. False when the cart has no such line. */
export async function deleteCartItem(
  trx: Transaction,
  { storeId, cartId }: CartName,
  itemId: string,
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('cartItems')
    .where('storeId', '=', storeId)
    .where('cartId', '=', cartId)
    .where('id', '=', itemId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}
