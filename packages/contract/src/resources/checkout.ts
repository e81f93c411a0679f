import { z } from 'zod'

import { id, money, timestamp } from '../scalars.ts'

/** A page at the payment provider where a cart is paid for. */
export const checkoutSession = z
  .object({
    id: z.string().describe("The payment provider's id of the session"),
    url: z.string().describe('Send the buyer here'),
    expiresAt: timestamp.describe('Until then the items are kept for this buyer'),
  })
  .meta({ id: 'CheckoutSession' })

/** What a buyer needs to know of the order a checkout became. */
export const confirmedOrder = z
  .object({
    id,
    orderNumber: z.string(),
    paymentStatus: z.enum([
      'pending',
      'paid',
      'partially_refunded',
      'refunded',
      'failed',
      'disputed',
    ]),
    fulfilmentStatus: z.enum([
      'unfulfilled',
      'partially_fulfilled',
      'fulfilled',
      'delivered',
      'returned',
    ]),
    total: money,
    currency: z.string(),
    trackingUrl: z.string().describe('Where the buyer follows the parcel'),
  })
  .meta({ id: 'ConfirmedOrder' })
