import { systemIds } from '@cartwright/platform/ids'
import type { Client } from 'pg'

import { insertRows, type Row } from './insert-rows.ts'
import { productWords } from './product-words.ts'

export type SeededProduct = { readonly slug: string; readonly variantIds: readonly string[] }

/** Enough that no run sells out. */
const ON_HAND = 1_000_000
const COLLECTIONS = ['Kitchen', 'Living', 'Presents', 'New this week']
const SIZES = ['Small', 'Large'] as const
const MINUTE_MS = 60_000

type Tables = Record<
  'products' | 'variants' | 'stock_movements' | 'media' | 'product_media' | 'collection_products',
  Row[]
>

/**
 * Fills a store with active products of two variants and one or two pictures, each in one of four
 * collections. The stock ledger agrees with the counters.
 */
export async function seedCatalogue(
  client: Client,
  storeId: string,
  count: number,
): Promise<SeededProduct[]> {
  const collections = COLLECTIONS.map((title) => ({
    store_id: storeId,
    id: systemIds.uuidv7(),
    slug: title.toLowerCase().replaceAll(' ', '-'),
    title,
  }))
  await insertRows(client, 'collections', collections)
  const tables: Tables = {
    products: [],
    variants: [],
    stock_movements: [],
    media: [],
    product_media: [],
    collection_products: [],
  }
  const seeded = Array.from({ length: count }, (_, number) => {
    const place = { storeId, productId: systemIds.uuidv7(), number }
    tables.collection_products.push({
      store_id: storeId,
      collection_id: collections[number % collections.length]?.id,
      product_id: place.productId,
      position: number,
    })
    addPictures(tables, place)
    const variantIds = addVariants(tables, place)
    return { slug: addProduct(tables, place), variantIds }
  })
  for (const [table, rows] of Object.entries(tables)) await insertRows(client, table, rows)
  return seeded
}

type Place = { readonly storeId: string; readonly productId: string; readonly number: number }

function addProduct(tables: Tables, { storeId, productId, number }: Place): string {
  const { title, description, tags } = productWords(number)
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const at = new Date(Date.now() - number * MINUTE_MS)
  tables.products.push({
    store_id: storeId,
    id: productId,
    slug,
    title,
    description,
    status: 'active',
    vendor: 'River Workshop',
    product_type: tags.at(-1),
    tags,
    options: [{ name: 'Size', values: SIZES }],
    min_price: priceOf(number, 0),
    max_price: priceOf(number, 1),
    search_text: [title, ...tags, skuOf(number, 0), skuOf(number, 1), description]
      .join(' ')
      .toLowerCase(),
    rating_sum: (number % 11) * 4,
    rating_count: number % 11,
    units_sold: number % 97,
    version: 1,
    published_at: at,
    created_at: at,
    updated_at: at,
  })
  return slug
}

function addVariants(tables: Tables, { storeId, productId, number }: Place): string[] {
  return SIZES.map((size, position) => {
    const id = systemIds.uuidv7()
    tables.variants.push({
      store_id: storeId,
      id,
      product_id: productId,
      position,
      sku: skuOf(number, position),
      title: size,
      option_values: { Size: size },
      price: priceOf(number, position),
      compare_at_price: number % 3 === 0 ? priceOf(number, position) + 500 : null,
      cost: 400,
      weight_grams: 250 + position * 150,
      track_inventory: true,
      allow_backorder: false,
      on_hand: ON_HAND,
      reserved: 0,
    })
    tables.stock_movements.push({
      store_id: storeId,
      id: systemIds.uuidv7(),
      variant_id: id,
      kind: 'receive',
      on_hand_delta: ON_HAND,
      reserved_delta: 0,
      held_delta: 0,
      on_hand_before: 0,
      on_hand_after: ON_HAND,
      reason: 'received',
      actor: 'bench',
      created_at: new Date(),
    })
    return id
  })
}

function addPictures(tables: Tables, { storeId, productId, number }: Place): void {
  for (let position = 0; position <= number % 2; position += 1) {
    const mediaId = systemIds.uuidv7()
    const key = `stores/${storeId}/media/${systemIds.randomHex(32)}`
    const at = new Date()
    tables.media.push({
      store_id: storeId,
      id: mediaId,
      key: `${key}.jpg`,
      filename: `photo-${number}.jpg`,
      kind: 'image',
      mime_type: 'image/jpeg',
      size_bytes: 200_000,
      width: 2000,
      height: 2000,
      placeholder: Buffer.from(systemIds.randomHex(48), 'hex').toString('base64'),
      source: 'upload',
      purpose: 'product',
      retention: 'library',
      status: 'ready',
      sizes: Object.fromEntries(
        [240, 480, 960, 1600].map((width) => [width, `${key}-${width}.webp`]),
      ),
      created_at: at,
      updated_at: at,
    })
    tables.product_media.push({
      store_id: storeId,
      id: systemIds.uuidv7(),
      product_id: productId,
      media_id: mediaId,
      is_main: position === 0,
      sort_order: 100,
      title: '',
      alt: `Picture ${position + 1} of product ${number}`,
      created_at: at,
    })
  }
}

function skuOf(number: number, position: number): string {
  return `CW-${String(number).padStart(5, '0')}-${position + 1}`
}

function priceOf(number: number, position: number): number {
  return 1500 + (number % 40) * 125 + position * 600
}
