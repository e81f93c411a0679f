import { order } from '@cartwright/contract/resources/order'
import { idInput } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readOrder } from '../read-order.ts'

export const getOrder = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/orders/{orderId}',
  status: 200,
  permission: 'orders:read',
  summary: 'Read an order with its payments, refunds, parcels and timeline',
  input: z.strictObject({ orderId: idInput }),
  output: z.object({ order }),
  errors: [],
}).query(async ({ ctx, input }) => ({ order: await readOrder(ctx, input.orderId) }))
