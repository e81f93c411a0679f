import type { StockLevel } from '@cartwright/domain/inventory/stock-level'
import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { Address } from '../json-columns.ts'

/** A cart as it is stored, with what its lines are about. */
export interface CartRows {
  readonly id: string
  readonly status: 'open' | 'checkout' | 'completed' | 'expired'
  readonly customerEmail: string | null
  readonly shippingAddress: Address | null
  readonly shippingMethodId: string | null
  readonly note: string | null
  /** As typed, in the order they were applied. */
  readonly discountCodes: readonly string[]
  readonly version: number
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly updatedAt: Date
  /** In the order they were added. */
  readonly lines: readonly LoadedLine[]
}

export interface LoadedLine {
  readonly id: string
  readonly variantId: string
  readonly productId: string
  readonly productSlug: string
  readonly title: string
  readonly variantTitle: string
  readonly sku: string
  readonly quantity: number
  /** What a unit cost when the buyer last wrote this line. */
  readonly seenPrice: number
  readonly personalisation: unknown
  /** null: the variant is gone; the names above are those it had when it was added. */
  readonly live: LiveVariant | null
}

/** What a line is about, as it is sold now. */
export interface LiveVariant {
  /** Is its product active? */
  readonly isForSale: boolean
  readonly price: number
  readonly compareAtPrice: number | null
  readonly taxCode: string | null
  readonly weightGrams: number | null
  readonly collectionIds: readonly string[]
  /** The storage key of its own picture or the product's main one; a small rendition if there is. */
  readonly imageKey: string | null
  /** `held` counts the living holds of other carts: what this one holds is its own. */
  readonly stock: StockLevel
}

export interface CartRequest {
  readonly storeId: string
  readonly cartId: string
  readonly now: Date
}

const liveVariant = (now: Date) => sql`
  json_build_object(
    'isForSale', p.status = 'active',
    'price', v.price,
    'compareAtPrice', v.compare_at_price,
    'taxCode', v.tax_code,
    'weightGrams', v.weight_grams,
    'imageKey', image.key,
    'collectionIds', (
      select coalesce(json_agg(cp.collection_id), '[]'::json) from collection_products cp
       where cp.store_id = p.store_id and cp.product_id = p.id
    ),
    'stock', json_build_object(
      'variantId', v.id,
      'onHand', v.on_hand,
      'reserved', v.reserved,
      'trackInventory', v.track_inventory,
      'allowBackorder', v.allow_backorder,
      'held', (
        select coalesce(sum(h.quantity), 0) from stock_holds h
         where h.store_id = v.store_id and h.variant_id = v.id
           and h.cart_id <> i.cart_id and h.expires_at > ${now}
      )
    )
  )`

const image = sql`
  select coalesce(m.sizes ->> '480', m.key) as key from media m
   where m.store_id = v.store_id
     and m.id = coalesce(v.image_media_id, (
       select pm.media_id from product_media pm
         join media picture on picture.store_id = pm.store_id and picture.id = pm.media_id
          and picture.status = 'ready' and picture.kind = 'image'
        where pm.store_id = v.store_id and pm.product_id = v.product_id
        order by pm.is_main desc, pm.sort_order, pm.created_at desc
        limit 1
     ))`

/** A cart and its lines in one statement; undefined when the store has no such cart. */
export async function findCartRows(
  db: Database,
  { storeId, cartId, now }: CartRequest,
): Promise<CartRows | undefined> {
  const { rows } = await sql<CartRows>`
    select c.id, c.status, c.customer_email, c.shipping_address, c.shipping_method_id, c.note,
           c.discount_codes, c.version, c.expires_at, c.created_at, c.updated_at,
           (
             select coalesce(json_agg(json_build_object(
               'id', i.id,
               'variantId', i.variant_id,
               'productId', i.product_id,
               'productSlug', coalesce(p.slug, i.product_slug),
               'title', coalesce(p.title, i.title),
               'variantTitle', coalesce(v.title, i.variant_title),
               'sku', coalesce(v.sku, i.sku),
               'quantity', i.quantity,
               'seenPrice', i.seen_price,
               'personalisation', i.personalisation,
               'live', case when p.id is not null then ${liveVariant(now)} end
             ) order by i.created_at, i.id), '[]'::json)
               from cart_items i
               left join variants v on v.store_id = i.store_id and v.id = i.variant_id
               left join products p on p.store_id = v.store_id and p.id = v.product_id
               left join lateral (${image}) image on true
              where i.store_id = c.store_id and i.cart_id = c.id
           ) as lines
      from carts c
     where c.store_id = ${storeId} and c.id = ${cartId}
  `.execute(db)
  return rows[0]
}
