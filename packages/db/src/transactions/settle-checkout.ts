import type { OutOfStock } from '@cartwright/domain/inventory/check-demand'
import { isCurrency } from '@cartwright/domain/money/currency'
import { toStripeAmount } from '@cartwright/domain/money/stripe-amount'

import type { Database, Transaction } from '../database.ts'
import type { CheckoutOfStore, CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { inTransaction } from '../transaction.ts'
import { violatedConstraint } from '../violation.ts'
import { closeCheckout } from './close-checkout.ts'
import { lockCheckout } from './lock-checkout.ts'
import { placeOrder } from './place-order.ts'
import { prolongCheckout } from './prolong-checkout.ts'
import { refusePayment } from './refuse-payment.ts'
import type { ProviderSession, SettleCheckout, Settlement } from './settlement.ts'

/** Makes of a checkout what the payment provider says it has become; the one place where that is
 *  decided, whoever asks: the buyer coming back, a webhook, a sweep. Safe to repeat and to race: a
 *  cart becomes one order, and a payment that cannot become an order goes back. Null when the store
 *  has no such session, or has it under another id of the provider's. */
export async function settleCheckout(
  db: Database,
  facts: SettleCheckout,
): Promise<Settlement | null> {
  return inTransaction(
    db,
    async (trx) => {
      const checkout = await lockCheckout(trx, facts.storeId, facts.checkoutSessionId)
      return checkout === null || !isSessionOf(checkout, facts)
        ? null
        : settleLocked(trx, checkout, facts)
    },
    // Two orders drew the same number; the next draw is another one.
    (error) => violatedConstraint(error) === 'orders_number_key',
  )
}

/** A crash can leave a session whose provider's id was never written down. */
function isSessionOf({ session }: CheckoutOfStore, facts: SettleCheckout): boolean {
  return session.providerSessionId === null || session.providerSessionId === facts.session.id
}

async function settleLocked(
  trx: Transaction,
  checkout: CheckoutOfStore,
  facts: SettleCheckout,
): Promise<Settlement> {
  const { session, order } = checkout
  const { status, paymentStatus } = facts.session
  if (session.status === 'refunded') return answerRefunded(checkout)
  if (order?.checkoutSessionId === session.id) return { kind: 'placed', order, alreadyExists: true }
  switch (status) {
    case 'open':
      return { kind: 'waiting', reason: 'open' }
    case 'expired':
      await closeCheckout(trx, { ...facts, session, status: 'expired' })
      return { kind: 'expired' }
    case 'complete':
      return paymentStatus === 'unpaid'
        ? settleUnpaid(trx, session, facts)
        : settlePaid(trx, checkout, facts)
  }
}

/** How long goods wait for a payment by transfer or debit of which nothing more is heard. */
const LONGEST_WAIT_MS = 14 * 24 * 3_600_000

/** One that comes after all is an order still, or goes back. */
async function settleUnpaid(
  trx: Transaction,
  session: CheckoutSessionRow,
  facts: SettleCheckout,
): Promise<Settlement> {
  if (session.status === 'expired' || session.status === 'failed') return { kind: 'expired' }
  if (facts.now.getTime() > session.createdAt.getTime() + LONGEST_WAIT_MS) {
    await closeCheckout(trx, { ...facts, session, status: 'failed' })
    return { kind: 'expired' }
  }
  await prolongCheckout(trx, session, { ...facts, providerSessionId: facts.session.id })
  return { kind: 'waiting', reason: 'unpaid' }
}

/** The cart of a payment that went back may have become an order all the same, by another payment. */
function answerRefunded({ order }: CheckoutOfStore): Settlement {
  return order === null ? { kind: 'refunded' } : { kind: 'placed', order, alreadyExists: true }
}

async function settlePaid(
  trx: Transaction,
  checkout: CheckoutOfStore,
  facts: SettleCheckout,
): Promise<Settlement> {
  const fault = mismatch(checkout.session, facts)
  if (fault !== null) {
    const title = 'A payment did not match its checkout and is being refunded'
    const refusal = { kind: 'payment_mismatch', title, detail: fault } as const
    await refusePayment(trx, checkout, { facts, refusal })
    return answerRefunded(checkout)
  }
  if (checkout.order !== null) {
    const title = `The cart of order ${checkout.order.orderNumber} was paid twice`
    const detail = 'The second payment is being refunded.'
    const refusal = { kind: 'paid_twice', title, detail } as const
    await refusePayment(trx, checkout, { facts, refusal })
    return answerRefunded(checkout)
  }
  const placed = await placeOrder(trx, checkout, facts)
  if (placed.ok) return { kind: 'placed', order: placed.value, alreadyExists: false }
  const title = 'A paid order could not be supplied and is being refunded'
  const detail = describeShortage(checkout.session, placed.error)
  const refusal = { kind: 'paid_out_of_stock', title, detail } as const
  await refusePayment(trx, checkout, { facts, refusal })
  return { kind: 'refunded' }
}

/** In what does the payment differ from what was to be paid? Null: in nothing. */
function mismatch(
  session: CheckoutSessionRow,
  { accountId, session: paid }: { readonly accountId: string; readonly session: ProviderSession },
): string | null {
  const { currency } = session
  if (accountId !== session.accountId) {
    return `Paid to ${accountId} instead of ${session.accountId}.`
  }
  if (paid.currency !== currency || !isCurrency(currency)) {
    return `Paid in ${paid.currency} instead of ${currency}.`
  }
  const expected = toStripeAmount(session.amountTotal, currency)
  if (expected.ok && expected.value === paid.amountTotal) return null
  return `Paid ${paid.amountTotal} instead of ${expected.ok ? expected.value : 'nothing'}.`
}

function describeShortage({ draft }: CheckoutSessionRow, { details }: OutOfStock): string {
  const titles = new Map(draft.lines.map((line) => [line.variantId, line.title]))
  return details.items
    .map(
      ({ variantId, requested, available }) =>
        `${titles.get(variantId) ?? variantId}: ${requested} bought, ${available} left.`,
    )
    .join(' ')
}
