import { orderTracking } from '@cartwright/contract/resources/order-tracking'
import { findTrackedOrder } from '@cartwright/db/queries/orders'
import { storeOfTrackingToken } from '@cartwright/platform/crypto/tracking-token'
import { z } from 'zod'

import { linkOperation } from '../../operation/operation.ts'
import { trackingResource } from '../tracking-resource.ts'

export const trackOrder = linkOperation({
  method: 'GET',
  path: '/api/v1/public/orders/{trackingToken}/tracking',
  status: 200,
  summary: 'Follow an order by the link the buyer was sent',
  input: z.strictObject({ trackingToken: z.string() }),
  output: z.object({ order: orderTracking }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { trackingToken } = input
  const storeId = storeOfTrackingToken(trackingToken) ?? ctx.fail('not_found')
  const row = await findTrackedOrder(ctx.db, { storeId, trackingToken })
  return { order: trackingResource(row ?? ctx.fail('not_found')) }
})
