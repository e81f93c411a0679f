import type { Database } from '../database.ts'
import { inTransaction } from '../transaction.ts'
import { closeCheckout } from './close-checkout.ts'
import { lockCheckout } from './lock-checkout.ts'

export interface AbandonCheckout {
  readonly storeId: string
  readonly checkoutSessionId: string
  /** `failed`: the provider would not make it; `expired`: it cannot be paid any more. */
  readonly status: 'expired' | 'failed'
  readonly newId: () => string
  readonly now: Date
}

/** Ends a checkout that surely nobody can pay: its stock is free and its cart open again. */
export async function abandonCheckout(db: Database, abandon: AbandonCheckout): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { storeId, checkoutSessionId } = abandon
    const checkout = await lockCheckout(trx, storeId, checkoutSessionId)
    if (checkout !== null) await closeCheckout(trx, { ...abandon, session: checkout.session })
  })
}
