import { fulfilment, order } from '@cartwright/contract/resources/order'
import { orderLinesInput } from '@cartwright/contract/resources/order-lines-input'
import { idInput, line, webUrl } from '@cartwright/contract/scalars'
import { fulfilOrder } from '@cartwright/db/transactions/fulfil-order'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readOrder } from '../read-order.ts'
import { orderErrors, refuseOrderChange } from './refuse-order-change.ts'

export const createFulfilment = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/orders/{orderId}/fulfilments',
  status: 201,
  permission: 'orders:write',
  summary: 'Ship a parcel of an order',
  input: z.strictObject({
    orderId: idInput,
    lines: orderLinesInput
      .exactOptional()
      .describe('What is in it; everything that remains (default)'),
    carrier: line(120).exactOptional(),
    trackingNumber: line(120).exactOptional(),
    trackingUrl: webUrl.exactOptional().describe("The carrier's page about the parcel"),
    notifyCustomer: z.boolean().default(true).describe('Mail the buyer (true)'),
  }),
  output: z.object({ fulfilment, order }),
  errors: orderErrors,
}).mutation(async ({ ctx, input }) => {
  const { storeId, ifMatch, actor, now } = ctx
  const { orderId, notifyCustomer } = input
  const fulfilled = await fulfilOrder(ctx.db, {
    storeId,
    orderId,
    ifMatch,
    notifyCustomer,
    asked: input.lines ?? null,
    carrier: input.carrier ?? null,
    trackingNumber: input.trackingNumber ?? null,
    trackingUrl: input.trackingUrl ?? null,
    actor: actor.label,
    newId: ctx.ids.uuidv7,
    now,
  })
  if (!fulfilled.ok) return refuseOrderChange(ctx, fulfilled.error)
  const changed = await readOrder(ctx, orderId)
  const parcel = changed.fulfilments.find(({ id }) => id === fulfilled.value)
  return { fulfilment: parcel ?? ctx.fail('not_found'), order: changed }
})
