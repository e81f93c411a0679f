import { z } from 'zod'

import { timestamp } from '../scalars.ts'
import { fulfilment, fulfilmentStatus, orderStatus, paymentStatus } from './order.ts'

/** What whoever holds the link may see: how far the order is, and nothing that says who bought it
 *  beyond a first name and a town. */
export const orderTracking = z
  .object({
    orderNumber: z.string(),
    status: orderStatus,
    paymentStatus,
    fulfilmentStatus,
    placedAt: timestamp,
    lines: z.array(
      z.object({
        title: z.string(),
        variantTitle: z.string(),
        quantity: z.int(),
        imageUrl: z.string().nullable(),
      }),
    ),
    fulfilments: z.array(fulfilment),
    destination: z
      .object({ city: z.string(), country: z.string() })
      .nullable()
      .describe('null when nothing is sent'),
    firstName: z.string().nullable(),
  })
  .meta({ id: 'OrderTracking' })
