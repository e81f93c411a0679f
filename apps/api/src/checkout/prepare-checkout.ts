import type { Transaction } from '@cartwright/db/database'
import type { CheckoutDraft } from '@cartwright/db/json-columns'
import { loadCart, type LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { type CheckoutStart, findCheckoutStart } from '@cartwright/db/queries/checkout-start'
import { inTransaction } from '@cartwright/db/transaction'
import { enterCheckout } from '@cartwright/db/transactions/enter-checkout'
import { holdStock } from '@cartwright/db/transactions/hold-stock'
import { openCheckout } from '@cartwright/db/transactions/open-checkout'
import { supersedeCheckout } from '@cartwright/db/transactions/supersede-checkout'
import { checkoutWindow } from '@cartwright/domain/orders/checkout-window'
import { paymentRequest } from '@cartwright/domain/orders/payment-request'

import { cartAnswer } from '../carts/cart-answer.ts'
import { type CartPricing, priceLoadedCart } from '../carts/price-loaded-cart.ts'
import type { CheckoutContext, CheckoutInput } from './checkout-context.ts'
import { checkoutDraft } from './checkout-draft.ts'
import { isSameCheckout } from './is-same-checkout.ts'

/** A checkout written down and its stock held; the provider has yet to be asked, unless it has a
 *  URL already. */
export interface PreparedCheckout {
  readonly session: CheckoutSessionRow
  readonly cart: LoadedCart
  readonly pricing: CartPricing
}

/** Everything of a checkout that is ours to decide, in one transaction: may this cart be paid for,
 *  what does it cost, is there enough of everything, and keep it. Refused, it leaves nothing. */
export function prepareCheckout(
  ctx: CheckoutContext,
  input: CheckoutInput,
): Promise<PreparedCheckout> {
  return inTransaction(ctx.db, async (trx) => {
    const { storeId, now } = ctx
    const { cartId } = input
    const { version, currency } = ctx.unwrap(await enterCheckout(trx, { ...input, storeId, now }))
    if (ctx.ifMatch !== null && ctx.ifMatch !== version) ctx.fail('version_conflict')
    const cart = (await loadCart(trx, { storeId, cartId, now })) ?? ctx.fail('not_found')
    if (currency !== ctx.store.currency) failOnCurrency(ctx, cart, currency)
    const start = await findCheckoutStart(trx, storeId, cartId)
    if (isPaymentOnItsWay(start)) ctx.fail('cart_locked')
    const pricing = priceLoadedCart(cart, ctx.store, { now })
    const accountId = requireAccount(ctx, start)
    const draft = requireAgreement(ctx, input, { cart, pricing })
    const { customerEmail, acceptsMarketing } = input
    const wanted = { cartVersion: version, accountId, customerEmail, acceptsMarketing, draft, now }
    if (start.living !== null && isSameCheckout(start.living, wanted)) {
      return { session: start.living, cart, pricing }
    }
    if (start.living !== null) {
      await supersedeCheckout(trx, { storeId, cartId, now, newId: ctx.ids.uuidv7 })
    }
    const { sessionExpiresAt, holdExpiresAt } = checkoutWindow(ctx.store.holdMinutes, now.getTime())
    await requireStock(ctx, trx, { cart, expiresAt: new Date(holdExpiresAt) })
    const expiresAt = new Date(sessionExpiresAt)
    const opening = { ...wanted, id: ctx.ids.uuidv7(), attempt: start.attempts, expiresAt }
    const session = await openCheckout(trx, { ...opening, storeId, cartId })
    return { session, cart, pricing }
  })
}

/** The store changed it after this request began: equal totals would not mean the same money. */
function failOnCurrency(ctx: CheckoutContext, cart: LoadedCart, currency: string): never {
  ctx.fail('cart_changed', cartAnswer({ ...ctx, store: { ...ctx.store, currency } }, cart))
}

/** The buyer has been through the page and pays by a transfer that takes days: a second page would
 *  ask for the money twice. */
function isPaymentOnItsWay({ living }: CheckoutStart): boolean {
  return living?.status === 'open' && living.url === null
}

function requireAccount(ctx: CheckoutContext, { account }: CheckoutStart): string {
  return account?.chargesEnabled === true ? account.accountId : ctx.fail('payments_not_ready')
}

/** Buyer and shop must mean the same goods, shipping and total. */
function requireAgreement(
  ctx: CheckoutContext,
  input: CheckoutInput,
  { cart, pricing }: Omit<PreparedCheckout, 'session'>,
): CheckoutDraft {
  const { priced, shortages } = pricing
  if (cart.lines.length === 0) ctx.fail('cart_empty')
  if (shortages.length > 0) ctx.fail('out_of_stock', { items: shortages })
  if (cart.zones.length > 0 && priced.shipping === null) ctx.fail('shipping_method_unavailable')
  if (input.expectedTotal !== undefined && input.expectedTotal !== priced.totals.total) {
    ctx.fail('cart_changed', cartAnswer(ctx, cart, pricing))
  }
  const draft = checkoutDraft(ctx, input, { cart, pricing })
  // Prices are checked when they are set, so this cart would be a bug of ours.
  if (!draft.ok) throw new Error(`A priced cart became no order: ${draft.error.code}`)
  const payable = paymentRequest(draft.value)
  return payable.ok ? draft.value : ctx.fail('payments_not_ready', { reason: payable.error.code })
}

async function requireStock(
  ctx: CheckoutContext,
  trx: Transaction,
  { cart, expiresAt }: { readonly cart: LoadedCart; readonly expiresAt: Date },
): Promise<void> {
  const { storeId, now, ids } = ctx
  const { id: cartId, lines } = cart
  const held = await holdStock(trx, { storeId, cartId, lines, expiresAt, newId: ids.uuidv7, now })
  if (held.ok) return
  const itemIds = new Map(lines.toReversed().map((line) => [line.variantId, line.id]))
  ctx.fail('out_of_stock', {
    items: held.error.details.items.map((item) => ({
      itemId: itemIds.get(item.variantId) ?? null,
      ...item,
    })),
  })
}
