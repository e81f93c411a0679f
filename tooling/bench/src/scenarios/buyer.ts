import type { World } from '../world/start-world.ts'
import { sendJson } from './send-json.ts'
import { storefrontHeaders } from './storefront-headers.ts'

/** What a buyer can do in the measured shop; every function is one request to the API. */
export type Buyer = {
  /** Answers the new cart's id. */
  readonly createCart: () => Promise<string>
  readonly addItem: (cartId: string) => Promise<unknown>
  readonly chooseShipping: (cartId: string) => Promise<unknown>
  /** Answers the payment provider's id of the session. */
  readonly createSession: (cartId: string) => Promise<string>
  /** Throws unless there is an order now. */
  readonly confirm: (cartId: string, checkoutSessionId: string) => Promise<void>
}

const EMAIL = 'ada@example.com'
const ADDRESS = {
  name: 'Ada Buyer',
  line1: '1 River Lane',
  city: 'Leeds',
  postalCode: 'LS1 1AA',
  country: 'GB',
}

/** The buyer with this number: the number decides what is bought. */
export function buyer(world: World, number: number): Buyer {
  const post = async (path: string, body: unknown): Promise<unknown> =>
    await sendJson({
      method: 'POST',
      url: `${world.apiUrl}/api/v1/storefront${path}`,
      headers: storefrontHeaders(world),
      body,
    })
  return {
    createCart: async () => {
      const cart = await post('/cart', { customerEmail: EMAIL, shippingAddress: ADDRESS })
      return textAt(cart, ['data', 'cart', 'id'])
    },
    addItem: (cartId) =>
      post(`/cart/${cartId}/items`, { variantId: variantOf(world, number), quantity: 1 }),
    chooseShipping: (cartId) =>
      post(`/cart/${cartId}/shipping-method`, { shippingMethodId: world.shop.shippingMethodId }),
    createSession: async (cartId) => {
      const page = 'https://shop.example/checkout'
      const session = await post('/checkout/session', {
        cartId,
        customerEmail: EMAIL,
        successUrl: page,
        cancelUrl: page,
      })
      return textAt(session, ['data', 'checkoutSession', 'id'])
    },
    confirm: async (cartId, checkoutSessionId) => {
      const confirmed = await post('/checkout/confirm', { checkoutSessionId, cartId })
      textAt(confirmed, ['data', 'order', 'orderNumber'])
    },
  }
}

/** Buyers spread over the whole range, as they do in life. */
export function variantOf({ shop }: World, number: number): string {
  const product = shop.products[(number * 7) % shop.products.length]
  return product?.variantIds[number % product.variantIds.length] ?? ''
}

function textAt(value: unknown, path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (inner, key) => (isRecord(inner) ? inner[key] : undefined),
    value,
  )
  if (typeof found === 'string') return found
  throw new Error(`The answer has no ${path.join('.')}: ${JSON.stringify(value)}`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
