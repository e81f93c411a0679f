import type { stripeStatus } from '@cartwright/contract/resources/stripe-status'
import type { StripeAccountRow } from '@cartwright/db/queries/stripe-accounts'
import type { z } from 'zod'

type StripeStatus = z.input<typeof stripeStatus>

/** How far the store has come, by what is known of its account; null: it has none. */
export function stripeStatusResource(
  account: StripeAccountRow | null,
  mode: StripeStatus['mode'],
): StripeStatus {
  return {
    connected: account !== null,
    accountId: account?.accountId ?? null,
    chargesEnabled: account?.chargesEnabled ?? false,
    payoutsEnabled: account?.payoutsEnabled ?? false,
    detailsSubmitted: account?.detailsSubmitted ?? false,
    requirements: [...(account?.requirements ?? [])],
    mode,
  }
}
