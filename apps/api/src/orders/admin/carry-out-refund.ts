import type { Database } from '@cartwright/db/database'
import { findRefund } from '@cartwright/db/queries/refunds'
import { inTransaction } from '@cartwright/db/transaction'
import { settleRefund } from '@cartwright/db/transactions/settle-refund'
import { mayAskForRefundAgain, refundRequest } from '@cartwright/domain/orders/refund-request'
import { type RefundOutcome, requestRefund } from '@cartwright/platform/stripe/request-refund'

import type { OperationContext, OperatorFacts } from '../../operation/context.ts'

type RefundContext = OperatorFacts &
  Pick<OperationContext<never>, 'gateway' | 'ids' | 'now' | 'log' | 'requestId'> & {
    readonly db: Database
  }

/** Asks the payment provider for a refund that was written down, and writes down what it said. A
 *  refund that is settled is not asked for again, nor one whose key the provider may have forgotten;
 *  one of which nothing is known afterwards stays pending, and a job asks again under the same key. */
export async function carryOutRefund(
  ctx: RefundContext,
  refundId: string,
): Promise<RefundOutcome | null> {
  const { db, storeId, actor, now, ids, log, requestId } = ctx
  const refund = await findRefund(db, { storeId, refundId })
  if (refund === undefined || refund.status !== 'pending') return null
  if (!mayAskForRefundAgain(refund.createdAt.getTime(), now.getTime())) return null
  const request = refundRequest(refund, storeId)
  const outcome: RefundOutcome = request.ok
    ? await requestRefund(ctx.gateway, request.value)
    : { kind: 'failed', code: request.error.code, final: true }
  if (outcome.kind === 'unknown') {
    log.warn({ err: outcome.error, requestId, storeId, refundId }, 'a refund is left to its job')
    return outcome
  }
  const { orderId } = refund
  const settling = { storeId, orderId, refundId, actor: actor.label, newId: ids.uuidv7, now }
  await inTransaction(db, (trx) => settleRefund(trx, { ...settling, answer: outcome }))
  return outcome
}
