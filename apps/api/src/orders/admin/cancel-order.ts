import { order } from '@cartwright/contract/resources/order'
import { idInput, line } from '@cartwright/contract/scalars'
import { inTransaction } from '@cartwright/db/transaction'
import { cancelOrder as cancel } from '@cartwright/db/transactions/cancel-order'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readOrder } from '../read-order.ts'
import { carryOutRefund } from './carry-out-refund.ts'
import { orderErrors, refuseOrderChange } from './refuse-order-change.ts'

export const cancelOrder = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/orders/{orderId}/cancel',
  status: 200,
  permission: 'orders:write',
  summary: 'Cancel an order and give back what was paid',
  description:
    'Only while nothing was shipped. Should the payment provider refuse the refund, the order is cancelled all the same: its refund is then `failed`, an issue says so, and it can be refunded again. Cancelling a cancelled order succeeds.',
  input: z.strictObject({
    orderId: idInput,
    reason: line(500).describe('Told to the buyer'),
    restock: z.boolean().default(true).describe('Put the items back on sale (true)'),
  }),
  output: z.object({ order }),
  errors: orderErrors,
}).staged(async ({ ctx, input }) => {
  const { db, storeId, ifMatch, actor, now } = ctx
  const newId = ctx.ids.uuidv7
  const cancelled = await inTransaction(db, (trx) =>
    cancel(trx, { ...input, storeId, ifMatch, actor: actor.label, newId, now }),
  )
  if (!cancelled.ok) return refuseOrderChange(ctx, cancelled.error)
  if (cancelled.value !== null) await carryOutRefund(ctx, cancelled.value)
  return { order: await readOrder(ctx, input.orderId) }
})
