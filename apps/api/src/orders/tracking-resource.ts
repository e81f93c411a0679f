import type { orderTracking } from '@cartwright/contract/resources/order-tracking'
import type { OrderRow } from '@cartwright/db/queries/order-row'
import { splitName } from '@cartwright/domain/customers/split-name'
import type { z } from 'zod'

import { fulfilmentResource } from './order-resource.ts'

/** The order as whoever holds its link sees it. Nothing is copied as a whole, so that a field added
 *  to orders stays unseen here. */
export function trackingResource(row: OrderRow): z.input<typeof orderTracking> {
  const { orderNumber, status, paymentStatus, fulfilmentStatus, shippingAddress } = row
  return {
    orderNumber,
    status,
    paymentStatus,
    fulfilmentStatus,
    placedAt: row.placedAt.toISOString(),
    lines: row.lines.map(({ title, variantTitle, quantity, imageUrl }) => {
      return { title, variantTitle, quantity, imageUrl }
    }),
    fulfilments: row.fulfilments.map(fulfilmentResource),
    destination: shippingAddress && {
      city: shippingAddress.city,
      country: shippingAddress.country,
    },
    firstName: firstNameOf(row),
  }
}

function firstNameOf({ customer, shippingAddress }: OrderRow): string | null {
  const first = splitName(customer.firstName ?? shippingAddress?.name ?? '').firstName
  return first === '' ? null : first
}
