import { isUuid } from '@cartwright/contract/scalars'
import {
  type CheckoutSessionRow,
  findCheckout,
  findCheckoutOfProvider,
} from '@cartwright/db/queries/checkout-sessions'
import { abandonCheckout } from '@cartwright/db/transactions/abandon-checkout'
import { z } from 'zod'

import type { Runtime } from '../../../runtime.ts'
import { settleWithProvider } from '../settle-with-provider.ts'
import type { StripeEvent, StripeEventHandler } from './stripe-event.ts'

const Session = z.object({
  id: z.string(),
  metadata: z.object({ checkoutSessionId: z.string().optional() }).nullish(),
})

/** A session ended, or its payment arrived: make of its checkout what it has become. */
export const settleSession: StripeEventHandler = async (runtime, event) => {
  const known = await findSession(runtime, event)
  if (known === null) return false
  return (await settleWithProvider(runtime, known.session, known.providerSessionId)) !== null
}

/** A payment that was to take days did not arrive: nobody can pay this session any more. */
export const endUnpaidSession: StripeEventHandler = async (runtime, event) => {
  const known = await findSession(runtime, event)
  if (known === null) return false
  const settled = await settleWithProvider(runtime, known.session, known.providerSessionId)
  if (settled?.kind === 'waiting' && settled.reason === 'unpaid') {
    const { db, ids, clock } = runtime
    const { storeId, id: checkoutSessionId } = known.session
    const ending = { storeId, checkoutSessionId, status: 'failed' as const }
    await abandonCheckout(db, { ...ending, newId: ids.uuidv7, now: new Date(clock.now()) })
  }
  return settled !== null
}

interface KnownSession {
  readonly session: CheckoutSessionRow
  readonly providerSessionId: string
}

/** By the provider's id, or, where a crash kept us from writing that down, by our own that it was
 *  given; never outside of the store whose account the event came from. */
async function findSession(
  { db }: Runtime,
  { storeId, object }: StripeEvent,
): Promise<KnownSession | null> {
  const told = Session.safeParse(object)
  if (!told.success) return null
  const { id: providerSessionId, metadata } = told.data
  const ownId = metadata?.checkoutSessionId
  const known =
    (await findCheckoutOfProvider(db, storeId, providerSessionId)) ??
    (isUuid(ownId) ? await findCheckout(db, storeId, ownId) : null)
  return known && { session: known.session, providerSessionId }
}
