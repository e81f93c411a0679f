import type { OrderEmailKind } from '@cartwright/contract/jobs'
import {
  findOutboxEvent,
  markDispatched,
  type OutboxEvent,
} from '@cartwright/db/queries/outbox-events'
import { enqueue } from '@cartwright/db/queue'

import { defineTask } from '../../task.ts'

/** Tells everyone an event concerns, by jobs of their own, so that one who cannot be told does not
 *  keep the others waiting. Telling twice is telling once. */
export const deliverEvent = defineTask({
  name: 'deliver-event',
  async run({ storeId, eventId }, { db, clock }) {
    await db.transaction().execute(async (trx) => {
      const event = await findOutboxEvent(trx, storeId, eventId)
      if (event === undefined || event.dispatchedAt !== null) return
      const email = orderEmail(event)
      if (email !== null) {
        const key = `send-order-email:${email.kind}:${email.subjectId}`
        await enqueue(trx, { name: 'send-order-email', payload: { storeId, ...email }, key })
      }
      await markDispatched(trx, event, new Date(clock.now()))
    })
  },
})

interface OrderEmail {
  readonly kind: OrderEmailKind
  readonly subjectId: string
  readonly orderId: string
}

/** Which mail to the buyer does an event call for? */
function orderEmail({ type, payload }: OutboxEvent): OrderEmail | null {
  switch (type) {
    case 'order.placed': {
      const { orderId } = payload
      return { kind: 'order_confirmation', subjectId: orderId, orderId }
    }
    case 'order.cancelled': {
      const { orderId } = payload
      return { kind: 'order_cancelled', subjectId: orderId, orderId }
    }
    case 'order.fulfilled': {
      const { orderId, fulfilmentId, notifyCustomer } = payload
      if (!notifyCustomer) return null
      return { kind: 'shipping_notification', subjectId: fulfilmentId, orderId }
    }
    case 'order.refunded': {
      const { orderId, refundId } = payload
      return { kind: 'order_refunded', subjectId: refundId, orderId }
    }
    case 'product.created':
    case 'product.updated':
    case 'product.deleted':
    case 'inventory.adjusted':
    case 'form.submitted':
      return null
  }
}
