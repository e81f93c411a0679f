import { randomBytes, randomUUID } from 'node:crypto'

import type { Discount } from '@cartwright/domain/discounts/discount'
import { checkoutRequest, type CheckoutRequest } from '@cartwright/domain/orders/checkout-request'
import { checkoutWindow } from '@cartwright/domain/orders/checkout-window'
import { orderFromCart } from '@cartwright/domain/orders/order-from-cart'
import { priceCart } from '@cartwright/domain/pricing/price-cart'

import type { Database } from '../database.ts'
import type { Address } from '../json-columns.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { findCheckoutStart } from '../queries/checkout-start.ts'
import { enterCheckout } from '../transactions/enter-checkout.ts'
import { holdStock } from '../transactions/hold-stock.ts'
import { openCheckout } from '../transactions/open-checkout.ts'
import { recordCheckoutSession } from '../transactions/record-checkout-session.ts'
import type { ProviderSession, SettleCheckout } from '../transactions/settlement.ts'
import { supersedeCheckout } from '../transactions/supersede-checkout.ts'

export interface CheckoutStore {
  readonly storeId: string
  readonly accountId: string
}

/** A store that can take payments, in GBP with tax included. */
export async function addCheckoutStore(db: Database): Promise<CheckoutStore> {
  const storeId = randomUUID()
  const accountId = `acct_${randomBytes(6).toString('hex')}`
  await db
    .insertInto('stores')
    .values({ id: storeId, slug: storeId, name: 'Pots', currency: 'GBP', country: 'GB' })
    .execute()
  await db
    .insertInto('stripeAccounts')
    .values({ accountId, storeId, chargesEnabled: true })
    .execute()
  return { storeId, accountId }
}

export interface CheckoutGoods {
  readonly productId: string
  readonly variantId: string
  readonly price: number
}

export interface GoodsTerms {
  readonly onHand?: number
  readonly trackInventory?: boolean
  readonly allowBackorder?: boolean
}

/** An active product with one variant at 10.00, 10 on hand unless said, its stock in the ledger. */
export async function addCheckoutGoods(
  db: Database,
  { storeId }: CheckoutStore,
  { onHand = 10, ...terms }: GoodsTerms = {},
): Promise<CheckoutGoods> {
  const [productId, variantId, price] = [randomUUID(), randomUUID(), 1000]
  const product = { storeId, id: productId, slug: productId, title: 'Bowl' }
  await db
    .insertInto('products')
    .values({ ...product, status: 'active' })
    .execute()
  const variant = { storeId, id: variantId, productId, position: 0, sku: variantId, title: 'Blue' }
  await db
    .insertInto('variants')
    .values({ ...variant, price, onHand, ...terms })
    .execute()
  await db
    .insertInto('stockMovements')
    .values({
      storeId,
      id: randomUUID(),
      variantId,
      kind: 'receive',
      onHandDelta: onHand,
      onHandBefore: 0,
      onHandAfter: onHand,
      reason: 'received',
      actor: 'system',
    })
    .execute()
  return { productId, variantId, price }
}

export interface CheckoutTerms {
  readonly goods: readonly (CheckoutGoods & { readonly quantity?: number })[]
  readonly now: Date
  /** A cart that was checked out before; a new one otherwise. */
  readonly cartId?: string
  readonly email?: string
  readonly acceptsMarketing?: boolean
  readonly discounts?: readonly Discount[]
  readonly address?: Address
}

/** A checkout that is held and written down, as far as it is ours; throws when stock falls short. */
export async function openTestCheckout(
  db: Database,
  { storeId, accountId }: CheckoutStore,
  terms: CheckoutTerms,
): Promise<CheckoutSessionRow> {
  const { now, email = `${randomUUID()}@example.com`, acceptsMarketing = false } = terms
  const cartId = terms.cartId ?? (await addCart(db, storeId, now))
  const lines = terms.goods.map(({ quantity = 1, ...goods }) => ({ ...goods, quantity }))
  const { sessionExpiresAt, holdExpiresAt } = checkoutWindow(30, now.getTime())
  return db.transaction().execute(async (trx) => {
    const cart = { storeId, cartId }
    const entered = await enterCheckout(trx, { ...cart, customerEmail: email, now })
    if (!entered.ok) throw new Error(entered.error.code)
    const start = await findCheckoutStart(trx, storeId, cartId)
    if (start.living !== null) await supersedeCheckout(trx, { ...cart, now, newId: randomUUID })
    const expiresAt = new Date(holdExpiresAt)
    const held = await holdStock(trx, { ...cart, lines, expiresAt, newId: randomUUID, now })
    if (!held.ok) throw new Error(held.error.code)
    return openCheckout(trx, {
      ...cart,
      id: randomUUID(),
      cartVersion: entered.value.version,
      attempt: start.attempts,
      accountId,
      customerEmail: email,
      acceptsMarketing,
      draft: testDraft(terms, lines),
      expiresAt: new Date(sessionExpiresAt),
      now,
    })
  })
}

async function addCart(db: Database, storeId: string, now: Date): Promise<string> {
  const id = `cart_${randomBytes(8).toString('hex')}`
  const expiresAt = new Date(now.getTime() + 3_600_000)
  await db.insertInto('carts').values({ storeId, id, currency: 'GBP', expiresAt }).execute()
  return id
}

function testDraft(
  terms: CheckoutTerms,
  lines: readonly (CheckoutGoods & { readonly quantity: number })[],
) {
  const priced = priceCart({
    currency: 'GBP',
    taxIncluded: true,
    roundingLevel: 'per_line',
    lines: lines.map(({ price, ...line }, i) => ({
      ...line,
      id: `item-${i}`,
      unitPrice: price,
      collectionIds: [],
      taxCode: null,
    })),
    discounts: terms.discounts ?? [],
    shipping: null,
    taxRates: [],
    destination: null,
    now: terms.now.getTime(),
    customerUsage: new Map(),
  })
  const snapshots = lines.map((_, i) => ({
    cartItemId: `item-${i}`,
    title: 'Bowl',
    variantTitle: 'Blue',
    sku: 'BOWL',
    imageUrl: null,
    personalisation: null,
    stockTracked: true,
  }))
  const shippingAddress = terms.address ?? null
  const draft = orderFromCart({ cart: priced, snapshots, shippingAddress, billingAddress: null })
  if (!draft.ok) throw new Error(draft.error.code)
  const pages = { successUrl: 'https://shop.test/thanks', cancelUrl: 'https://shop.test/cart' }
  return { ...draft.value, ...pages }
}

/** Has the payment provider make a checkout's session, and writes down under which id. */
export async function askTestProvider(
  db: Database,
  checkout: CheckoutSessionRow,
  provider: {
    readonly createCheckoutSession: (
      request: CheckoutRequest,
    ) => Promise<{ readonly id: string; readonly url: string | null }>
  },
): Promise<string> {
  const request = checkoutRequest({ ...checkout, expiresAt: checkout.expiresAt.getTime() })
  if (!request.ok) throw new Error(request.error.code)
  const { id: providerSessionId, url } = await provider.createCheckoutSession(request.value)
  const { storeId, id: checkoutSessionId, createdAt: now } = checkout
  await recordCheckoutSession(db, { storeId, checkoutSessionId, providerSessionId, url, now })
  return providerSessionId
}

/** What settles this checkout as paid in full at `now`, but for what `told` says otherwise. */
export function paidCheckout(
  checkout: CheckoutSessionRow,
  now: Date,
  told: Partial<ProviderSession> = {},
): SettleCheckout {
  const { storeId, id: checkoutSessionId, accountId, amountTotal, currency } = checkout
  const id = checkout.providerSessionId ?? `cs_${checkoutSessionId}`
  const paid = { status: 'complete', paymentStatus: 'paid', amountTotal, currency } as const
  return {
    storeId,
    checkoutSessionId,
    accountId,
    session: { ...paid, id, paymentIntentId: `pi_${checkoutSessionId}`, ...told },
    newId: randomUUID,
    randomHex: (digits) => randomBytes(8).toString('hex').slice(0, digits),
    trackingToken: `trk_${randomUUID()}`,
    now,
  }
}
