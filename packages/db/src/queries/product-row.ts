import { type RawBuilder, sql } from 'kysely'

import type { Personalisation, ProductOption } from '../json-columns.ts'

export interface ImageRow {
  readonly id: string
  readonly key: string
  readonly alt: string | null
  readonly width: number | null
  readonly height: number | null
  /** Keys of the copies that exist, by width. */
  readonly sizes: Readonly<Record<string, string>>
  readonly placeholder: string | null
}

export interface ProductImageRow extends ImageRow {
  readonly isMain: boolean
  readonly sortOrder: number
}

export interface VariantRow {
  readonly id: string
  readonly sku: string
  readonly gtin: string | null
  readonly title: string
  readonly optionValues: Readonly<Record<string, string>>
  readonly price: number
  readonly compareAtPrice: number | null
  readonly cost: number | null
  readonly taxCode: string | null
  readonly weightGrams: number | null
  readonly imageId: string | null
  readonly trackInventory: boolean
  readonly allowBackorder: boolean
  readonly onHand: number
  readonly reserved: number
  /** In checkouts that have not lapsed. */
  readonly held: number
  readonly lowStockThreshold: number | null
}

export interface CollectionLink {
  readonly id: string
  readonly slug: string
  readonly title: string
}

/** A product with all that is shown with it. */
export interface ProductRow {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly status: 'draft' | 'active' | 'archived'
  readonly vendor: string | null
  readonly productType: string | null
  readonly tags: string[]
  readonly options: ProductOption[]
  readonly seoTitle: string | null
  readonly seoDescription: string | null
  readonly personalisation: Personalisation | null
  readonly minPrice: number
  readonly maxPrice: number
  readonly ratingSum: number
  readonly ratingCount: number
  readonly version: number
  readonly publishedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly variants: VariantRow[]
  readonly images: ProductImageRow[]
  readonly collections: CollectionLink[]
}

/** How many of a variant `v` are in checkouts that have not lapsed. */
export function livingHolds(now: Date): RawBuilder<number> {
  return sql<number>`coalesce((
    select sum(h.quantity) from stock_holds h
    where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
  ), 0)`
}

/** The columns of `ProductRow`, of a product `p`: its variants, images and collections come along
 *  as JSON, so that a page of products is one statement. */
export function productColumns(now: Date): RawBuilder<ProductRow> {
  return sql<ProductRow>`
    p.id, p.slug, p.title, p.description, p.status, p.vendor, p.product_type, p.tags, p.options,
    p.seo_title, p.seo_description, p.personalisation, p.min_price, p.max_price,
    p.rating_sum, p.rating_count, p.version, p.published_at, p.created_at, p.updated_at,
    (
      select coalesce(json_agg(json_build_object(
        'id', v.id, 'sku', v.sku, 'gtin', v.gtin_key, 'title', v.title,
        'optionValues', v.option_values, 'price', v.price, 'compareAtPrice', v.compare_at_price,
        'cost', v.cost, 'taxCode', v.tax_code, 'weightGrams', v.weight_grams,
        'imageId', v.image_media_id, 'trackInventory', v.track_inventory,
        'allowBackorder', v.allow_backorder, 'onHand', v.on_hand, 'reserved', v.reserved,
        'held', ${livingHolds(now)}, 'lowStockThreshold', v.low_stock_threshold
      ) order by v.position), '[]')
      from variants v where v.store_id = p.store_id and v.product_id = p.id
    ) as variants,
    (
      select coalesce(json_agg(json_build_object(
        'id', m.id, 'key', m.key, 'alt', coalesce(pm.alt, m.alt), 'width', m.width,
        'height', m.height, 'sizes', m.sizes, 'placeholder', m.placeholder,
        'isMain', pm.is_main, 'sortOrder', pm.sort_order
      ) order by pm.is_main desc, pm.sort_order, pm.created_at desc), '[]')
      from product_media pm
      join media m on m.store_id = pm.store_id and m.id = pm.media_id and m.status = 'ready'
      where pm.store_id = p.store_id and pm.product_id = p.id
    ) as images,
    (
      select coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'title', c.title)
        order by c.title, c.id), '[]')
      from collection_products cp
      join collections c on c.store_id = cp.store_id and c.id = cp.collection_id
      where cp.store_id = p.store_id and cp.product_id = p.id
    ) as collections`
}
