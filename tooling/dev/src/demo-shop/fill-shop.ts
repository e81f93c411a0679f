import type { Shop } from '../supervisor/shop.ts'
import { addCollections } from './add-collections.ts'
import { addDiscounts } from './add-discounts.ts'
import { addProduct } from './add-product.ts'
import { collections } from './catalogue/collections.ts'
import { existing } from './existing.ts'
import { type Filling, fillingParallelism } from './filling.ts'
import { handOutSecrets } from './hand-out-secrets.ts'
import { inParallel } from './in-parallel.ts'
import { openAccount } from './open-account.ts'
import { setUpStore } from './set-up-store.ts'
import type { ShopMemory } from './shop-memory.ts'

export type FillShopOptions = {
  readonly apiUrl: string
  /** Null with a real Stripe account, which a person has to link. */
  readonly sandboxUrl: string | null
  readonly memory: ShopMemory
  readonly say: (line: string) => void
}

/**
 * Makes the demo shop as its operator would: through the public REST API alone. A filling that was
 * cut short is continued; one that was finished is left as it is.
 *
 * @throws RestFailure when the API refuses something.
 */
export async function fillShop({
  apiUrl,
  sandboxUrl,
  memory,
  say,
}: FillShopOptions): Promise<Shop> {
  const { token, storeId } = await openAccount(apiUrl, memory)
  const headers = { authorization: `Bearer ${token}`, 'x-store-id': storeId }
  const filling: Filling = {
    operator: { url: apiUrl, headers },
    sandboxUrl,
    keyFor: (what) => `${memory.seed}/${what}`,
  }
  const [productIds] = await Promise.all([addProducts(filling, say), setUpStore(filling)])
  await addCollections(filling, productIds)
  await addDiscounts(filling, productIds)
  say(`${productIds.size} products in ${collections.length} collections`)
  const { email, password } = memory
  return { operator: { email, password }, storeId, ...(await handOutSecrets(filling)) }
}

async function addProducts(
  filling: Filling,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const products = collections.flatMap((collection) => collection.products)
  const list = { path: '/api/v1/admin/products?limit=100', field: 'products', nameField: 'slug' }
  const there = await existing(filling.operator, list)
  say(`drawing and stocking ${products.length - there.size} products …`)
  // One request at a time is left for the store's settings, which are made meanwhile.
  const ids = await inParallel(products, fillingParallelism - 1, async (product) => {
    return there.get(product.slug) ?? (await addProduct(filling, product))
  })
  return new Map(products.map(({ slug }, index) => [slug, ids[index] ?? '']))
}
