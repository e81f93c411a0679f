import { randomBytes } from 'node:crypto'

import { ask, dataOf, type Answer } from './ask.ts'
import type { Outputs } from './outputs.ts'
import type { Product } from './product.ts'
import type { Shop } from './shop.ts'

const storefront = '/api/v1/storefront'

export type Cart = Outputs['storefront']['createCart']['cart']
export type CheckoutOutput = Outputs['storefront']['createCheckoutSession']
export type ConfirmOutput = Outputs['storefront']['confirmCheckoutSession']

const address = {
  name: 'Bea Buyer',
  line1: '1 High Street',
  city: 'Bath',
  postalCode: 'BA1 1AA',
  country: 'GB',
}

export interface Wish {
  readonly variantId: string
  readonly quantity: number
}

/** Fills a cart over REST, addressed and with a way to send it chosen. */
export async function fillCart(product: Product, shop: Shop, wish: Wish): Promise<Cart> {
  const headers = shop.storefront
  const body = { items: [wish], shippingAddress: address }
  const created = dataOf(
    await ask<Outputs['storefront']['createCart']>(product.nextUrl(), `POST ${storefront}/cart`, {
      headers,
      body,
    }),
  )
  const chosen = await ask<Outputs['storefront']['selectShippingMethod']>(
    product.nextUrl(),
    `POST ${storefront}/cart/${created.cart.id}/shipping-method`,
    { headers, body: { shippingMethodId: shop.shippingMethodId } },
  )
  return dataOf(chosen).cart
}

export interface CheckoutTerms {
  readonly cartId: string
  readonly expectedTotal?: number
  readonly customerEmail?: string
}

/** Asks one API process for a payment page. */
export async function openCheckout(
  url: string,
  shop: Shop,
  terms: CheckoutTerms,
): Promise<Answer<CheckoutOutput>> {
  return await ask<CheckoutOutput>(url, `POST ${storefront}/checkout/session`, {
    headers: shop.storefront,
    body: {
      customerEmail: newAddress(),
      successUrl: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/cart',
      ...terms,
    },
  })
}

/** A cart with a payment page that can be paid. */
export interface Checkout {
  readonly cartId: string
  readonly sessionId: string
  readonly total: number
  readonly email: string
}

/** Fills a cart and opens its payment page. */
export async function startCheckout(product: Product, shop: Shop, wish: Wish): Promise<Checkout> {
  const { id: cartId } = await fillCart(product, shop, wish)
  const email = newAddress()
  const opened = await openCheckout(product.nextUrl(), shop, { cartId, customerEmail: email })
  const { cart, checkoutSession } = dataOf(opened)
  return { cartId, sessionId: checkoutSession.id, total: cart.totals.total, email }
}

/** Comes back from the payment page: what became of it? */
export async function confirm(
  product: Product,
  shop: Shop,
  { cartId, sessionId }: Pick<Checkout, 'cartId' | 'sessionId'>,
): Promise<ConfirmOutput> {
  return dataOf(
    await ask<ConfirmOutput>(product.nextUrl(), `POST ${storefront}/checkout/confirm`, {
      headers: shop.storefront,
      body: { checkoutSessionId: sessionId, cartId },
    }),
  )
}

/** An address nobody else in the run has. */
export function newAddress(): string {
  return `buyer-${randomBytes(6).toString('hex')}@post.example`
}
