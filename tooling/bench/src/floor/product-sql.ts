// The product as the API answers it, built by PostgreSQL from one row `p`. $1 is the store, $2 the
// address that files are served under.
const productJson = `json_build_object(
  'id', p.id, 'slug', p.slug, 'title', p.title, 'description', p.description, 'status', p.status,
  'vendor', p.vendor, 'productType', p.product_type, 'tags', p.tags, 'options', p.options,
  'images', (
    select coalesce(json_agg(json_build_object(
      'id', m.id, 'url', $2 || m.key, 'alt', coalesce(pm.alt, m.alt),
      'width', coalesce(m.width, 0), 'height', coalesce(m.height, 0),
      'isMain', pm.is_main, 'sortOrder', pm.sort_order,
      'sizes', json_build_object(
        '240', $2 || (m.sizes ->> '240'), '480', $2 || (m.sizes ->> '480'),
        '960', $2 || (m.sizes ->> '960'), '1600', $2 || (m.sizes ->> '1600')
      ),
      'placeholder', m.placeholder
    ) order by pm.is_main desc, pm.sort_order, pm.created_at desc, pm.id), '[]')
    from product_media pm
    join media m on m.store_id = pm.store_id and m.id = pm.media_id and m.status = 'ready'
    where pm.store_id = p.store_id and pm.product_id = p.id
  ),
  'priceRange', json_build_object('min', p.min_price, 'max', p.max_price),
  'currency', 'GBP',
  'collections', (
    select coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'title', c.title)
      order by c.title, c.id), '[]')
    from collection_products cp
    join collections c on c.store_id = cp.store_id and c.id = cp.collection_id
    where cp.store_id = p.store_id and cp.product_id = p.id
  ),
  'rating', json_build_object(
    'average', round(p.rating_sum::numeric / nullif(p.rating_count, 0), 2), 'count', p.rating_count
  ),
  'seo', json_build_object('title', p.seo_title, 'description', p.seo_description),
  'personalisation', p.personalisation,
  'version', p.version, 'publishedAt', p.published_at,
  'createdAt', p.created_at, 'updatedAt', p.updated_at,
  'variants', stock.variants, 'inStock', stock.any_left
)`

const stock = `lateral (
  select
    coalesce(json_agg(json_build_object(
      'id', v.id, 'sku', v.sku, 'gtin', v.gtin_key, 'title', v.title,
      'optionValues', v.option_values, 'price', v.price, 'compareAtPrice', v.compare_at_price,
      'taxCode', v.tax_code, 'weightGrams', v.weight_grams, 'imageId', v.image_media_id,
      'inStock', not v.track_inventory or v.allow_backorder or free.quantity > 0,
      'availableQuantity', case when v.track_inventory then greatest(0, free.quantity) end
    ) order by v.position, v.id), '[]') as variants,
    coalesce(bool_or(
      not v.track_inventory or v.allow_backorder or free.quantity > 0
    ), false) as any_left
  from variants v, lateral (
    select v.on_hand - v.reserved - coalesce(sum(h.quantity), 0) as quantity
    from stock_holds h
    where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > now()
  ) free
  where v.store_id = p.store_id and v.product_id = p.id
) stock`

/** The newest 20 products of a store, as the text of the answer. */
export const productListSql = `
  select '{"success":true,"data":{"products":'
    || json_agg(${productJson} order by p.created_at desc, p.id desc)
    || '},"meta":{}}' as body
  from (
    select * from products where store_id = $1 and status = 'active'
    order by created_at desc, id desc limit 20
  ) p, ${stock}`

/** One product of a store by its slug ($3), as the text of the answer. */
export const productSql = `
  select '{"success":true,"data":{"product":' || ${productJson} || '},"meta":{}}' as body
  from products p, ${stock}
  where p.store_id = $1 and p.slug = $3 and p.status = 'active'`
