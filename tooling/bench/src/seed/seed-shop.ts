import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { systemIds } from '@cartwright/platform/ids'
import type { Client } from 'pg'

import { insertRows } from './insert-rows.ts'
import { insertStore } from './insert-store.ts'
import { seedCatalogue, type SeededProduct } from './seed-catalogue.ts'

/** The shop that is measured. */
export type SeededShop = {
  readonly storeId: string
  readonly storefrontToken: string
  readonly shippingMethodId: string
  readonly products: readonly SeededProduct[]
}

const PRODUCTS = 1_000
const OTHER_STORES = 50
const PRODUCTS_OF_OTHERS = 100

/**
 * Writes 51 stores straight into a migrated, empty database: one with 1,000 products × 2 variants
 * that takes payments on `stripeAccountId`, and 50 others with 100 products each.
 */
export async function seedShops(client: Client, stripeAccountId: string): Promise<SeededShop> {
  for (let number = 1; number <= OTHER_STORES; number += 1) {
    await seedCatalogue(client, await insertStore(client, number), PRODUCTS_OF_OTHERS)
  }
  const storeId = await insertStore(client, 0)
  const products = await seedCatalogue(client, storeId, PRODUCTS)
  const shippingMethodId = await insertShippingAndTax(client, storeId)
  const storefrontToken = await insertToken(client, storeId)
  await insertRows(client, 'stripe_accounts', [
    {
      account_id: stripeAccountId,
      store_id: storeId,
      is_current: true,
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      requirements: [],
      created_at: new Date(),
    },
  ])
  // What autovacuum does within minutes on a running server; measuring before it would be unfair.
  await client.query('vacuum analyze')
  return { storeId, storefrontToken, shippingMethodId, products }
}

async function insertShippingAndTax(client: Client, storeId: string): Promise<string> {
  const [zoneId, id] = [systemIds.uuidv7(), systemIds.uuidv7()]
  const zone = { store_id: storeId, id: zoneId, name: 'Great Britain', countries: ['GB'] }
  await insertRows(client, 'shipping_zones', [zone])
  await insertRows(client, 'shipping_methods', [
    { store_id: storeId, id, zone_id: zoneId, position: 0, name: 'Royal Mail', price: 395 },
  ])
  const vat = { name: 'VAT', country: 'GB', rate_basis_points: 2000 }
  await insertRows(client, 'tax_rates', [{ store_id: storeId, id: systemIds.uuidv7(), ...vat }])
  return id
}

async function insertToken(client: Client, storeId: string): Promise<string> {
  const { token, displayPrefix, sha256Hex } = createSecretToken('sft_')
  const id = systemIds.uuidv7()
  await insertRows(client, 'storefront_tokens', [
    { store_id: storeId, id, name: 'Benchmark', prefix: displayPrefix },
  ])
  await insertRows(client, 'credentials', [
    {
      secret_hash: `\\x${sha256Hex}`,
      kind: 'storefront_token',
      store_id: storeId,
      subject_id: id,
    },
  ])
  return token
}
