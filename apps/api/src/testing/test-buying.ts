import type { Answer } from './send.ts'
import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import { london, openCart } from './test-cart.ts'
import { addGoods, type TestGoods, type TestGoodsTerms } from './test-goods.ts'
import { createTestShop, type TestShop } from './test-shop.ts'

export interface SellingShop extends TestShop {
  readonly accountId: string
}

/** A shop that can take payments. */
export async function createSellingShop(
  api: TestApi,
  terms: Parameters<typeof createTestShop>[1] = {},
): Promise<SellingShop> {
  const shop = await createTestShop(api, terms)
  const accountId = `acct_${api.runtime.ids.randomHex(12)}`
  const account = { storeId: shop.storeId, accountId, chargesEnabled: true, payoutsEnabled: true }
  await api.runtime.db.insertInto('stripeAccounts').values(account).execute()
  api.gateway.onboard(accountId)
  return { ...shop, accountId }
}

export interface FilledCart {
  readonly cartId: string
  readonly goods: TestGoods
}

/** A cart with so many of one thing, to be sent to London. */
export async function fillCart(
  api: TestApi,
  shop: TestShop,
  terms: TestGoodsTerms & { readonly quantity?: number; readonly goods?: TestGoods } = {},
): Promise<FilledCart> {
  const { quantity = 1, goods: known, ...goodsTerms } = terms
  const goods = known ?? (await addGoods(api, shop, goodsTerms))
  const items = [{ variantId: goods.variantId, quantity }]
  const cart = await openCart(api, shop, { items, shippingAddress: london })
  return { cartId: cart.id, goods }
}

export const buyerPages = {
  customerEmail: 'ada@example.com',
  successUrl: 'https://shop.test/thanks?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://shop.test/cart',
}

/** Asks for the payment page of a cart. */
export function checkOut(
  api: TestApi,
  shop: TestShop,
  body: Readonly<Record<string, unknown>> & { readonly cartId: string },
): Promise<Answer> {
  return send(api, 'POST /api/v1/storefront/checkout/session', {
    headers: shop.storefront,
    body: { ...buyerPages, ...body },
  })
}

/** Asks what became of a payment page. */
export function confirm(
  api: TestApi,
  shop: TestShop,
  { cartId, checkoutSessionId }: { readonly cartId: string; readonly checkoutSessionId: string },
): Promise<Answer> {
  const body = { cartId, checkoutSessionId }
  return send(api, 'POST /api/v1/storefront/checkout/confirm', { headers: shop.storefront, body })
}

/** A cart whose payment page is open; answers the page's id with it. */
export async function openPage(
  api: TestApi,
  shop: TestShop,
  terms: Parameters<typeof fillCart>[2] = {},
): Promise<FilledCart & { readonly checkoutSessionId: string }> {
  const cart = await fillCart(api, shop, terms)
  const answer = await checkOut(api, shop, { cartId: cart.cartId })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return { ...cart, checkoutSessionId: answer.body.data.checkoutSession.id }
}

/** Has the payment provider take so long over every new session. */
export function slowProvider(api: TestApi, delayMs: number): void {
  const createCheckoutSession = api.gateway.createCheckoutSession.bind(api.gateway)
  Object.assign(api.gateway, {
    createCheckoutSession: async (request: Parameters<typeof createCheckoutSession>[0]) => {
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      return createCheckoutSession(request)
    },
  })
}
