import type { Database } from '@cartwright/db/database'
import { findOrder } from '@cartwright/db/queries/orders'

import type { OperationContext, StoreFacts } from '../operation/context.ts'
import { orderResource } from './order-resource.ts'

export type OrderContext = Pick<OperationContext<never>, 'fail' | 'settings'> &
  Pick<StoreFacts, 'storeId'> & { readonly db: Database }

/** The order as it is now, as operators see it; `not_found` when the store has none with this id. */
export async function readOrder(ctx: OrderContext, orderId: string) {
  const { db, storeId, settings } = ctx
  const row = await findOrder(db, { storeId, orderId })
  return orderResource(row ?? ctx.fail('not_found'), settings.trackingUrlTemplate)
}
