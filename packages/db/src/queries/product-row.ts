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

/** A product as the database tells of it: one text for all that is shown. */
export interface ProductText {
  readonly id: string
  readonly text: string
}

type Moment = Date | RawBuilder<Date>

/** How many of a variant `v` are in checkouts that have not lapsed. */
export function livingHolds(now: Moment): RawBuilder<number> {
  return sql<number>`coalesce((
    select sum(h.quantity) from stock_holds h
    where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
  ), 0)`
}

/** The text of a product `p` and all that is shown with it, as JSON: a page of products is one
 *  statement, one column is read much faster than two dozen, and who has seen the same text before
 *  need not read it again. */
export function productText(now: Moment): RawBuilder<string> {
  return sql<string>`(select row_to_json(record)::text from (
    select
      p.id, p.slug, p.title, p.description, p.status, p.vendor, p.product_type as "productType",
      p.tags, p.options, p.seo_title as "seoTitle", p.seo_description as "seoDescription",
      p.personalisation, p.min_price as "minPrice", p.max_price as "maxPrice",
      p.rating_sum as "ratingSum", p.rating_count as "ratingCount", p.version,
      p.published_at as "publishedAt", p.created_at as "createdAt", p.updated_at as "updatedAt",
      ${variants(now)} as variants, ${images} as images, ${collections} as collections
  ) record)`
}

/** JSON knows no dates. */
type ProductJson = Omit<ProductRow, 'publishedAt' | 'createdAt' | 'updatedAt'> & {
  readonly publishedAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/** The product that a `productText` tells of. */
export function productRow(text: string): ProductRow {
  const json: ProductJson = JSON.parse(text)
  return {
    ...json,
    publishedAt: json.publishedAt === null ? null : new Date(json.publishedAt),
    createdAt: new Date(json.createdAt),
    updatedAt: new Date(json.updatedAt),
  }
}

const variants = (now: Moment) => sql`(
  select coalesce(json_agg(variant), '[]') from (
    select
      v.id, v.sku, v.gtin_key as gtin, v.title, v.option_values as "optionValues", v.price,
      v.compare_at_price as "compareAtPrice", v.cost, v.tax_code as "taxCode",
      v.weight_grams as "weightGrams", v.image_media_id as "imageId",
      v.track_inventory as "trackInventory", v.allow_backorder as "allowBackorder",
      v.on_hand as "onHand", v.reserved, ${livingHolds(now)} as held,
      v.low_stock_threshold as "lowStockThreshold"
    from variants v where v.store_id = p.store_id and v.product_id = p.id
    order by v.position
  ) variant
)`

const images = sql`(
  select coalesce(json_agg(image), '[]') from (
    select
      m.id, m.key, coalesce(pm.alt, m.alt) as alt, m.width, m.height, m.sizes, m.placeholder,
      pm.is_main as "isMain", pm.sort_order as "sortOrder"
    from product_media pm
    join media m on m.store_id = pm.store_id and m.id = pm.media_id and m.status = 'ready'
      and m.kind = 'image'
    where pm.store_id = p.store_id and pm.product_id = p.id
    order by pm.is_main desc, pm.sort_order, pm.created_at desc
  ) image
)`

const collections = sql`(
  select coalesce(json_agg(collection), '[]') from (
    select c.id, c.slug, c.title
    from collection_products cp
    join collections c on c.store_id = cp.store_id and c.id = cp.collection_id
    where cp.store_id = p.store_id and cp.product_id = p.id
    order by c.title, c.id
  ) collection
)`
