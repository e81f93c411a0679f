import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import { london, openCart } from './test-cart.ts'
import { addShippingMethod } from './test-goods.ts'
import { createTestShop, type TestShop } from './test-shop.ts'

export interface SellingShop extends TestShop {
  /** Its account at the payment provider. */
  readonly accountId: string
  readonly shippingMethodId: string
}

/** A shop that takes payments and sends its goods for 3.99. */
export async function createSellingShop(
  api: TestApi,
  overrides: Parameters<typeof createTestShop>[1] = {},
): Promise<SellingShop> {
  const shop = await createTestShop(api, overrides)
  const accountId = `acct_${api.runtime.ids.randomHex(16)}`
  const row = { accountId, storeId: shop.storeId, chargesEnabled: true, payoutsEnabled: true }
  await api.runtime.db.insertInto('stripeAccounts').values(row).execute()
  api.gateway.onboard(accountId)
  return { ...shop, accountId, shippingMethodId: await addShippingMethod(api, shop) }
}

/** Loose on purpose: a test names the fields it is about. */
// oxlint-disable-next-line typescript/no-explicit-any
type TestOrder = any

export interface TestOrderTerms {
  readonly items: readonly { readonly variantId: string; readonly quantity: number }[]
  readonly email?: string
}

/** An order as the operator reads it, made the way buyers make them: cart, checkout, payment,
 *  confirmation. */
export async function placeTestOrder(
  api: TestApi,
  shop: SellingShop,
  { items, email = 'ada@example.com' }: TestOrderTerms,
): Promise<TestOrder> {
  const { shippingMethodId } = shop
  const cart = await openCart(api, shop, { items, shippingAddress: london })
  const buy = async (route: `POST /${string}`, body: object) => {
    const answer = await send(api, route, { headers: shop.storefront, body })
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return answer.body.data
  }
  await buy(`POST /api/v1/storefront/cart/${cart.id}/shipping-method`, { shippingMethodId })
  const { checkoutSession } = await buy('POST /api/v1/storefront/checkout/session', {
    cartId: cart.id,
    customerEmail: email,
    successUrl: 'https://shop.test/thanks',
    cancelUrl: 'https://shop.test/cart',
  })
  api.gateway.pay(checkoutSession.id)
  const { order } = await buy('POST /api/v1/storefront/checkout/confirm', {
    cartId: cart.id,
    checkoutSessionId: checkoutSession.id,
  })
  return readTestOrder(api, shop, order.id)
}

/** An order as the operator reads it now. */
export async function readTestOrder(
  api: TestApi,
  shop: Pick<TestShop, 'operator'>,
  orderId: string,
): Promise<TestOrder> {
  const answer = await send(api, `GET /api/v1/admin/orders/${orderId}`, { headers: shop.operator })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.data.order
}

/** What a variant's counters say, and what its ledger sums to. */
export async function stockOf(api: TestApi, variantId: string) {
  const { db } = api.runtime
  const counters = await db
    .selectFrom('variants')
    .select(['onHand', 'reserved'])
    .where('id', '=', variantId)
    .executeTakeFirstOrThrow()
  const ledger = await db
    .selectFrom('stockMovements')
    .select((eb) => [
      eb.fn.sum<number>('onHandDelta').as('onHand'),
      eb.fn.sum<number>('reservedDelta').as('reserved'),
    ])
    .where('variantId', '=', variantId)
    .executeTakeFirstOrThrow()
  return { ...counters, ledger }
}
