import { pageMeta, pageQuery, searchQuery } from '@cartwright/contract/page'
import {
  fulfilmentStatus,
  order,
  orderStatus,
  paymentStatus,
} from '@cartwright/contract/resources/order'
import { listOrders as list, orderListOrder } from '@cartwright/db/queries/order-list'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { orderResource } from '../order-resource.ts'
import { dayOrMoment, placedWithin } from './placed-within.ts'

export const listOrders = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/orders',
  status: 200,
  permission: 'orders:read',
  summary: 'List orders, newest first',
  input: z.strictObject({
    ...pageQuery,
    q: searchQuery.describe("Part of the order's number, the buyer's e-mail or name"),
    status: orderStatus.optional(),
    paymentStatus: paymentStatus.optional(),
    fulfilmentStatus: fulfilmentStatus.optional(),
    from: dayOrMoment.optional().describe('Placed then or later; a day begins at midnight UTC'),
    to: dayOrMoment.optional().describe('Placed then or earlier; a day is meant as a whole'),
  }),
  output: z.object({ orders: z.array(order), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { limit, includeTotal, q: search = null, from, to } = input
  const page = await list(ctx.db, {
    storeId: ctx.storeId,
    filter: {
      search,
      status: input.status ?? null,
      paymentStatus: input.paymentStatus ?? null,
      fulfilmentStatus: input.fulfilmentStatus ?? null,
      ...placedWithin(from, to),
    },
    after: pageStart(orderListOrder, input.cursor),
    limit,
    includeTotal,
  })
  const { trackingUrlTemplate } = ctx.settings
  return {
    orders: page.rows.map((row) => orderResource(row, trackingUrlTemplate)),
    meta: { limit, nextCursor: page.nextCursor, ...(page.total !== null && { total: page.total }) },
  }
})
