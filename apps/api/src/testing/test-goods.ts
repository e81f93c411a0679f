import { codeKey } from '@cartwright/domain/discounts/code-key'

import type { TestApi } from './test-api.ts'

interface Shop {
  readonly storeId: string
}

export interface TestGoodsTerms {
  readonly title?: string
  readonly status?: 'draft' | 'active' | 'archived'
  readonly price?: number
  readonly onHand?: number
  readonly trackInventory?: boolean
  readonly allowBackorder?: boolean
  readonly taxCode?: string | null
  readonly weightGrams?: number | null
}

export interface TestGoods {
  readonly productId: string
  readonly variantId: string
  readonly sku: string
}

/** A product with one variant, written directly: active, 10.00, 10 on hand, unless said. Its stock
 *  is in the ledger. */
export async function addGoods(
  api: TestApi,
  { storeId }: Shop,
  terms: TestGoodsTerms = {},
): Promise<TestGoods> {
  const { ids, db } = api.runtime
  const [productId, variantId, sku] = [ids.uuidv7(), ids.uuidv7(), `SKU-${ids.randomHex(8)}`]
  const { title = 'Bowl', status = 'active', price = 1_000, onHand = 10, ...variant } = terms
  const slug = `goods-${ids.randomHex(8)}`
  const prices = { minPrice: price, maxPrice: price }
  await db
    .insertInto('products')
    .values({ storeId, id: productId, slug, title, status, ...prices })
    .execute()
  const row = { storeId, id: variantId, productId, position: 0, sku, title: 'Default' }
  await db
    .insertInto('variants')
    .values({ ...row, ...variant, price, onHand })
    .execute()
  await receive(api, { storeId, variantId, quantity: onHand })
  return { productId, variantId, sku }
}

interface Receipt extends Shop {
  readonly variantId: string
  readonly quantity: number
}

async function receive(api: TestApi, { storeId, variantId, quantity }: Receipt): Promise<void> {
  if (quantity === 0) return
  await api.runtime.db
    .insertInto('stockMovements')
    .values({
      storeId,
      id: api.runtime.ids.uuidv7(),
      variantId,
      kind: 'receive',
      onHandDelta: quantity,
      onHandBefore: 0,
      onHandAfter: quantity,
      reason: 'received',
      actor: 'system',
    })
    .execute()
}

export interface TestMethodTerms {
  readonly name?: string
  readonly price?: number
  readonly countries?: string[]
  readonly freeAbove?: number
  readonly maxWeightGrams?: number
  readonly minSubtotal?: number
}

/** A shipping zone with one method, 3.99 to GB unless said; answers the method's id. */
export async function addShippingMethod(
  api: TestApi,
  { storeId }: Shop,
  terms: TestMethodTerms = {},
): Promise<string> {
  const { ids, db } = api.runtime
  const [zoneId, id] = [ids.uuidv7(), ids.uuidv7()]
  const { countries = ['GB'], name = 'Post', price = 399, ...bounds } = terms
  await db.insertInto('shippingZones').values({ storeId, id: zoneId, name, countries }).execute()
  await db
    .insertInto('shippingMethods')
    .values({ storeId, id, zoneId, position: 0, name, price, ...bounds })
    .execute()
  return id
}

/** A rate of tax, 20 % in GB unless said; answers its id. */
export async function addTaxRate(
  api: TestApi,
  { storeId }: Shop,
  terms: { readonly country?: string; readonly rateBasisPoints?: number } = {},
): Promise<string> {
  const { ids, db } = api.runtime
  const id = ids.uuidv7()
  const { country = 'GB', rateBasisPoints = 2_000 } = terms
  await db
    .insertInto('taxRates')
    .values({ storeId, id, name: 'VAT', country, rateBasisPoints })
    .execute()
  return id
}

export interface TestDiscountTerms {
  readonly type?: 'percentage' | 'fixed_amount' | 'free_shipping'
  /** Hundredths of a percent, or minor units. */
  readonly value?: number
  readonly usageLimit?: number
  readonly usedCount?: number
  readonly perCustomerLimit?: number
  readonly minimumOrderAmount?: number
  readonly startsAt?: Date
  readonly endsAt?: Date
  readonly combinesWith?: ('product' | 'order' | 'shipping')[]
  readonly productIds?: readonly string[]
}

/** A discount, 10 % off the order unless said; null as code: automatic. Answers its id. */
export async function addDiscount(
  api: TestApi,
  { storeId }: Shop,
  discount: TestDiscountTerms & { readonly code: string | null },
): Promise<string> {
  const { ids, db } = api.runtime
  const { code, type = 'percentage', value = 1_000, productIds, ...terms } = discount
  const id = ids.uuidv7()
  const key = code === null ? null : codeKey(code)
  const row = { storeId, id, code, codeKey: key, title: code ?? 'Automatic', type, value }
  const scoped = productIds === undefined ? 'order' : 'product'
  await db
    .insertInto('discounts')
    .values({
      ...row,
      ...terms,
      class: type === 'free_shipping' ? 'shipping' : scoped,
      scope: productIds === undefined ? 'order' : 'products',
      targetIds: [...(productIds ?? [])],
    })
    .execute()
  return id
}
