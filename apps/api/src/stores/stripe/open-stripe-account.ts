import type { Database } from '@cartwright/db/database'
import { findOwnerEmail } from '@cartwright/db/queries/stores'
import {
  countStripeAccounts,
  findStripeAccount,
  insertStripeAccount,
  type StripeAccountRow,
} from '@cartwright/db/queries/stripe-accounts'
import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import type { PaymentGateway } from '@cartwright/platform/stripe/payment-gateway'

import type { OperationContext, StoreFacts } from '../../operation/context.ts'
import { askGateway } from './ask-gateway.ts'

type OpeningContext = Pick<
  OperationContext<'payments_not_ready'>,
  'fail' | 'gateway' | 'ids' | 'log' | 'now' | 'requestId'
> &
  StoreFacts & { readonly db: Database }

/** Opens the store's account at the payment provider, once: asked for twice, at the same time or
 *  after a crash in between, it is the same account. */
export async function openStripeAccount(ctx: OpeningContext): Promise<StripeAccountRow> {
  const { db, storeId, store, now } = ctx
  const email = (await findOwnerEmail(db, storeId)) ?? ctx.fail('payments_not_ready')
  const former = await countStripeAccounts(db, storeId)
  const request = { storeId, country: store.country, email }
  // One key per account and per what is asked: the provider refuses a key that comes again with
  // other details, and the owner's address or the country may have been put right in between.
  const details = sha256Hex(`${request.country}\n${email}`).slice(0, 16)
  const idempotencyKey = `account:${storeId}:${former + 1}:${details}`
  const { accountId } = await askGateway(ctx, () => createOnce(ctx, { ...request, idempotencyKey }))
  await insertStripeAccount(db, { storeId, accountId, now })
  return (await findStripeAccount(db, storeId)) ?? ctx.fail('unavailable')
}

/** A failure that the provider recorded under a key would be replayed for the key's life; nothing
 *  was opened then, so asking under a new one is safe. */
async function createOnce(
  { gateway, ids }: Pick<OpeningContext, 'gateway' | 'ids'>,
  request: Parameters<PaymentGateway['createAccount']>[0],
): Promise<{ readonly accountId: string }> {
  try {
    return await gateway.createAccount(request)
  } catch (error) {
    if (!(error instanceof GatewayError) || error.retry !== 'new_key') throw error
    const idempotencyKey = `${request.idempotencyKey}:${ids.uuidv7()}`
    return gateway.createAccount({ ...request, idempotencyKey })
  }
}
