import {
  FULFILMENT_STATUSES,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from '@cartwright/domain/orders/states'
import { z } from 'zod'

import { id, money, timestamp } from '../scalars.ts'
import { address } from './address.ts'
import { appliedDiscount, taxLine, totals } from './cart.ts'

export const orderStatus = z.enum(ORDER_STATUSES)
export const paymentStatus = z.enum(PAYMENT_STATUSES)
export const fulfilmentStatus = z.enum(FULFILMENT_STATUSES)

const orderLine = z
  .object({
    id,
    variantId: id,
    productId: id,
    title: z.string(),
    variantTitle: z.string(),
    sku: z.string(),
    imageUrl: z.string().nullable(),
    quantity: z.int(),
    unitPrice: money,
    subtotal: money.describe('unitPrice × quantity'),
    discount: money,
    total: money.describe('subtotal − discount'),
    tax: money,
    fulfilledQuantity: z.int().describe('Units shipped'),
    cancelledQuantity: z.int().describe('Units that will never be shipped'),
    refundedQuantity: z.int().describe('Units whose money was given back'),
    personalisation: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'OrderLine' })

const lineQuantity = z.object({ orderLineId: id, quantity: z.int() })

export const fulfilment = z
  .object({
    id,
    status: z.enum(['shipped', 'delivered', 'cancelled']),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    lines: z.array(lineQuantity),
    shippedAt: timestamp,
    deliveredAt: timestamp.nullable(),
  })
  .meta({ id: 'Fulfilment' })

export const refund = z
  .object({
    id,
    amount: money,
    currency: z.string(),
    reason: z.string(),
    status: z
      .enum(['pending', 'succeeded', 'failed'])
      .describe('pending: not confirmed by the payment provider yet; it will be asked again'),
    failure: z.string().nullable().describe('Why it failed, as the payment provider names it'),
    lines: z.array(lineQuantity).describe('Units given up; none for an amount alone'),
    restock: z.boolean(),
    createdAt: timestamp,
  })
  .meta({ id: 'Refund' })

const payment = z
  .object({
    id,
    provider: z.string(),
    reference: z.string().nullable().describe("The provider's id of the payment"),
    amount: money,
    status: paymentStatus,
    createdAt: timestamp,
  })
  .meta({ id: 'Payment' })

export const order = z
  .object({
    id,
    orderNumber: z.string(),
    status: orderStatus,
    paymentStatus,
    fulfilmentStatus,
    currency: z.string(),
    totals,
    taxIncluded: z.boolean().describe('Do the prices contain the tax?'),
    taxLines: z.array(taxLine),
    discounts: z.array(appliedDiscount),
    lines: z.array(orderLine),
    customer: z.object({
      id,
      email: z.string().describe('As given with this order'),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
    }),
    shippingAddress: address.nullable(),
    billingAddress: address.nullable(),
    shippingMethod: z.object({ id, name: z.string(), price: money }).nullable(),
    payments: z.array(payment),
    refunds: z.array(refund),
    fulfilments: z.array(fulfilment),
    timeline: z.array(
      z.object({ at: timestamp, type: z.string(), message: z.string(), actor: z.string() }),
    ),
    cancelReason: z.string().nullable(),
    trackingToken: z.string(),
    trackingUrl: z.string().describe('Where the buyer follows the order'),
    version: z.int(),
    placedAt: timestamp,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Order' })
