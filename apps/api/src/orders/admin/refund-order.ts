import { order, refund } from '@cartwright/contract/resources/order'
import { orderLinesInput } from '@cartwright/contract/resources/order-lines-input'
import { idInput, line, money } from '@cartwright/contract/scalars'
import { inTransaction } from '@cartwright/db/transaction'
import { startRefund } from '@cartwright/db/transactions/start-refund'
import type { RefundOutcome } from '@cartwright/platform/stripe/request-refund'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readOrder } from '../read-order.ts'
import { carryOutRefund } from './carry-out-refund.ts'
import { refundOperationKey } from './refund-operation-key.ts'
import { type OrderChangeContext, orderErrors, refuseOrderChange } from './refuse-order-change.ts'

const fields = z.strictObject({
  orderId: idInput,
  amount: money.min(1).exactOptional().describe('Money alone, for no item in particular'),
  lines: orderLinesInput
    .exactOptional()
    .describe('Items, worth what was paid for them; those not shipped yet are cancelled first'),
  reason: line(500).describe('Told to the buyer'),
  restock: z.boolean().default(true).describe('Put the items back on sale (true)'),
})

export const refundOrder = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/orders/{orderId}/refunds',
  status: 201,
  permission: 'orders:write',
  summary: 'Give money back',
  description:
    'An amount, or items; with neither, everything that is left. A refund the payment provider did not confirm in time is `pending` and is asked for again until it does.',
  input: fields.refine((input) => input.amount === undefined || input.lines === undefined, {
    path: ['amount'],
    error: 'Name an amount or lines, not both',
  }),
  output: z.object({ refund, order }),
  errors: orderErrors,
}).staged(async ({ ctx, input }) => {
  const { db, storeId, ifMatch, now } = ctx
  const { orderId, reason, restock } = input
  const started = await inTransaction(db, (trx) =>
    startRefund(trx, {
      storeId,
      orderId,
      ifMatch,
      reason,
      restock,
      now,
      amount: input.amount ?? null,
      asked: input.lines ?? null,
      operationKey: refundOperationKey(ctx, input),
      newId: ctx.ids.uuidv7,
    }),
  )
  if (!started.ok) return refuseOrderChange(ctx, started.error)
  const outcome = await carryOutRefund(ctx, started.value)
  if (outcome?.kind === 'failed') return refuseFailed(ctx, outcome)
  const changed = await readOrder(ctx, orderId)
  const made = changed.refunds.find(({ id }) => id === started.value)
  return { refund: made ?? ctx.fail('not_found'), order: changed }
})

type Failed = Extract<RefundOutcome, { kind: 'failed' }>

function refuseFailed(ctx: OrderChangeContext, { code, final }: Failed): never {
  if (final) return ctx.refuse([], `The payment provider refused this refund: ${code}.`)
  return ctx.fail('unavailable', { reason: code })
}
