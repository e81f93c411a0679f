import type { CheckoutDraft } from '@cartwright/db/json-columns'
import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { REQUEST_LEASE_MS } from '@cartwright/domain/orders/checkout-window'

/** A session about to end is of no use to a buyer who has yet to type a card number. */
const USEFUL_MS = 60_000
/** A request repeated under its old key must reach the provider within its lease. */
const RESUMABLE_MS = REQUEST_LEASE_MS - 30_000

export interface WantedCheckout {
  readonly cartVersion: number
  readonly accountId: string
  readonly customerEmail: string
  readonly acceptsMarketing: boolean
  readonly draft: CheckoutDraft
  readonly now: Date
}

/** Is this living session what the buyer asks for once more? Then it is answered again, or asked of
 *  the provider again when its answer was lost, rather than a second one made. */
export function isSameCheckout(living: CheckoutSessionRow, wanted: WantedCheckout): boolean {
  return (
    living.cartVersion === wanted.cartVersion &&
    living.accountId === wanted.accountId &&
    living.customerEmail === wanted.customerEmail &&
    living.acceptsMarketing === wanted.acceptsMarketing &&
    living.currency === wanted.draft.currency &&
    living.amountTotal === wanted.draft.totals.total &&
    living.draft.successUrl === wanted.draft.successUrl &&
    living.draft.cancelUrl === wanted.draft.cancelUrl &&
    isUsable(living, wanted.now.getTime())
  )
}

function isUsable(living: CheckoutSessionRow, now: number): boolean {
  return living.status === 'creating'
    ? living.createdAt.getTime() > now - RESUMABLE_MS
    : living.url !== null && living.expiresAt.getTime() > now + USEFUL_MS
}
