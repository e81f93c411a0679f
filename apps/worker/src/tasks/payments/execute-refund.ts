import { raiseIssue } from '@cartwright/db/queries/issues'
import { findRefund } from '@cartwright/db/queries/refunds'
import { inTransaction } from '@cartwright/db/transaction'
import { settleRefund } from '@cartwright/db/transactions/settle-refund'
import { mayAskForRefundAgain, refundRequest } from '@cartwright/domain/orders/refund-request'
import { type RefundOutcome, requestRefund } from '@cartwright/platform/stripe/request-refund'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'

/** Finishes a refund whose caller never heard the payment provider's answer: asks again under the
 *  same key and writes the answer down. Once that key may have been forgotten nobody is asked any
 *  more, because the money might go twice; an operator has to look. */
export const executeRefund = defineTask({
  name: 'execute-refund',
  async run({ storeId, refundId }, runtime) {
    const { db, clock, ids } = runtime
    const refund = await findRefund(db, { storeId, refundId })
    if (refund === undefined || refund.status !== 'pending') return
    const { orderId } = refund
    if (!mayAskForRefundAgain(refund.createdAt.getTime(), clock.now())) {
      return reportUnknown(runtime, { storeId, orderId })
    }
    const request = refundRequest(refund, storeId)
    const outcome: RefundOutcome = request.ok
      ? await requestRefund(runtime.gateway, request.value)
      : { kind: 'failed', code: request.error.code, final: true }
    if (outcome.kind === 'unknown') throw outcome.error
    const now = new Date(clock.now())
    const settling = { storeId, orderId, refundId, actor: 'system', newId: ids.uuidv7, now }
    await inTransaction(db, (trx) => settleRefund(trx, { ...settling, answer: outcome }))
  },
})

interface RefundedOrder {
  readonly storeId: string
  readonly orderId: string
}

function reportUnknown({ db, ids, clock }: Runtime, { storeId, orderId }: RefundedOrder) {
  return raiseIssue(db, {
    storeId,
    id: ids.uuidv7(),
    severity: 'critical',
    kind: 'refund_unknown',
    title: 'Nobody knows whether a refund went through',
    detail: 'The payment provider did not answer for a day. Look the payment up in its dashboard.',
    subject: { type: 'order', id: orderId },
    now: new Date(clock.now()),
  })
}
