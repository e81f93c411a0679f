// The product as the API answers it, built by PostgreSQL from one row `p`, in the way that costs it
// least. $1 is the store, $2 the address that files are served under.
const productJson = `(select row_to_json(product) from (
  select
    p.id, p.slug, p.title, p.description, p.status, p.vendor, p.product_type as "productType",
    p.tags, p.options,
    (
      select coalesce(json_agg(variant), '[]') from (
        select
          v.id, v.sku, v.gtin_key as gtin, v.title, v.option_values as "optionValues", v.price,
          v.compare_at_price as "compareAtPrice", v.tax_code as "taxCode",
          v.weight_grams as "weightGrams", v.image_media_id as "imageId",
          not v.track_inventory or v.allow_backorder or v.on_hand - v.reserved - held.units > 0
            as "inStock",
          case when v.track_inventory then greatest(0, v.on_hand - v.reserved - held.units) end
            as "availableQuantity"
        from variants v, ${heldOf('v')} held
        where v.store_id = p.store_id and v.product_id = p.id
        order by v.position
      ) variant
    ) as variants,
    (
      select coalesce(json_agg(image), '[]') from (
        select
          m.id, $2 || m.key as url, coalesce(pm.alt, m.alt) as alt,
          coalesce(m.width, 0) as width, coalesce(m.height, 0) as height,
          pm.is_main as "isMain", pm.sort_order as "sortOrder",
          json_build_object(
            '240', $2 || (m.sizes ->> '240'), '480', $2 || (m.sizes ->> '480'),
            '960', $2 || (m.sizes ->> '960'), '1600', $2 || (m.sizes ->> '1600')
          ) as sizes,
          m.placeholder
        from product_media pm
        join media m on m.store_id = pm.store_id and m.id = pm.media_id and m.status = 'ready'
        where pm.store_id = p.store_id and pm.product_id = p.id
        order by pm.is_main desc, pm.sort_order, pm.created_at desc
      ) image
    ) as images,
    json_build_object('min', p.min_price, 'max', p.max_price) as "priceRange",
    'GBP' as currency,
    (
      select coalesce(json_agg(collection), '[]') from (
        select c.id, c.slug, c.title
        from collection_products cp
        join collections c on c.store_id = cp.store_id and c.id = cp.collection_id
        where cp.store_id = p.store_id and cp.product_id = p.id
        order by c.title, c.id
      ) collection
    ) as collections,
    json_build_object(
      'average', round(p.rating_sum::numeric / nullif(p.rating_count, 0), 2),
      'count', p.rating_count
    ) as rating,
    json_build_object('title', p.seo_title, 'description', p.seo_description) as seo,
    p.personalisation,
    exists (
      select from variants v, ${heldOf('v')} held
      where v.store_id = p.store_id and v.product_id = p.id and (
        not v.track_inventory or v.allow_backorder or v.on_hand - v.reserved - held.units > 0
      )
    ) as "inStock",
    p.version, p.published_at as "publishedAt", p.created_at as "createdAt",
    p.updated_at as "updatedAt"
) product)`

/** How many of a variant are in checkouts that have not lapsed. */
function heldOf(variant: string): string {
  return `lateral (
    select coalesce(sum(h.quantity), 0) as units from stock_holds h
    where h.store_id = ${variant}.store_id and h.variant_id = ${variant}.id
      and h.expires_at > now()
  )`
}

/** The newest 20 products of a store, as the text of the answer. */
export const productListSql = `
  select '{"success":true,"data":{"products":' || json_agg(found.product) || '},"meta":{}}' as body
  from (
    select ${productJson} as product from products p
    where p.store_id = $1 and p.status = 'active'
    order by p.created_at desc, p.id desc limit 20
  ) found`

/** One product of a store by its slug ($3), as the text of the answer. */
export const productSql = `
  select '{"success":true,"data":{"product":' || ${productJson} || '},"meta":{}}' as body
  from products p
  where p.store_id = $1 and p.slug = $3 and p.status = 'active'`
