import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { CheckoutDraft } from '../json-columns.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'

export interface NewCheckout {
  readonly storeId: string
  readonly id: string
  readonly cartId: string
  readonly cartVersion: number
  /** How many sessions this cart has had before. */
  readonly attempt: number
  readonly accountId: string
  readonly customerEmail: string
  readonly acceptsMarketing: boolean
  readonly draft: CheckoutDraft
  readonly expiresAt: Date
  readonly now: Date
}

/** Writes down what is about to be asked of the payment provider, before it is asked, so that a
 *  crash in between leaves something to ask again with. Lock the cart first, and end its living
 *  session: a second one breaks a constraint. */
export async function openCheckout(
  trx: Transaction,
  { attempt, now, ...checkout }: NewCheckout,
): Promise<CheckoutSessionRow> {
  const { cartId, cartVersion, draft } = checkout
  return trx
    .insertInto('checkoutSessions')
    .values({
      ...checkout,
      draft: sql<CheckoutDraft>`${JSON.stringify(draft)}::jsonb`,
      currency: draft.currency,
      amountTotal: draft.totals.total,
      requestKey: `${cartId}:${cartVersion}:${attempt}`,
      createdAt: now,
      updatedAt: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
