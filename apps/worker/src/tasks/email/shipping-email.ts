import type { OrderRow, OrderRowFulfilment } from '@cartwright/db/queries/order-row'
import type { ShippingNotificationEmail } from '@cartwright/platform/mail/templates/shipping-notification'

import { addressRows, chosenVariant, greetedName } from './email-text.ts'

/** What the news of a parcel says, apart from the store's frame. */
export function shippingEmail(
  order: OrderRow,
  parcel: OrderRowFulfilment,
): Omit<ShippingNotificationEmail, 'storeName' | 'supportEmail'> {
  const { carrier, trackingNumber, trackingUrl } = parcel
  const lines = new Map(order.lines.map((line) => [line.id, line]))
  return {
    customerName: greetedName(order),
    orderNumber: order.orderNumber,
    lines: parcel.lines.flatMap(({ orderLineId, quantity }) => {
      const line = lines.get(orderLineId)
      if (line === undefined) return []
      return [{ title: line.title, variant: chosenVariant(line.variantTitle), quantity }]
    }),
    shippingAddress: addressRows(order.shippingAddress),
    carrier,
    trackingNumber,
    trackingUrl,
  }
}
