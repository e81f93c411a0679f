import { z } from 'zod'

import { id, money, timestamp } from '../scalars.ts'
import { address } from './address.ts'

const cartItem = z
  .object({
    id,
    variantId: id,
    productId: id,
    productSlug: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    sku: z.string(),
    imageUrl: z.string().nullable(),
    quantity: z.int().describe('What is counted: less than was put in where a notice says so'),
    unitPrice: money,
    compareAtPrice: money.nullable(),
    subtotal: money.describe('unitPrice × quantity; 0 while the item is not available'),
    discount: money,
    total: money.describe('subtotal − discount'),
    tax: money,
    available: z.boolean(),
    availableQuantity: z.int().nullable().describe('null when stock is not tracked'),
    personalisation: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'CartItem' })

/** Every amount of a cart or an order. */
export const totals = z
  .object({
    subtotal: money,
    itemDiscount: money,
    orderDiscount: money,
    shipping: money.describe('Before its discount'),
    shippingDiscount: money,
    tax: money,
    total: money.describe(
      'subtotal − itemDiscount − orderDiscount + shipping − shippingDiscount, + tax unless included',
    ),
  })
  .meta({ id: 'Totals' })

/** What one rate of tax comes to. */
export const taxLine = z
  .object({ name: z.string(), rateBasisPoints: z.int().describe('2000 is 20 %'), amount: money })
  .meta({ id: 'TaxLine' })

/** A discount that took something off. */
export const appliedDiscount = z
  .object({
    code: z.string().nullable().describe('null for one that applies by itself'),
    title: z.string(),
    type: z.string(),
    amount: money,
  })
  .meta({ id: 'AppliedDiscount' })

export const cart = z
  .object({
    id,
    status: z.enum(['open', 'checkout', 'completed', 'expired']),
    currency: z.string(),
    items: z.array(cartItem),
    discounts: z.array(appliedDiscount),
    rejectedDiscounts: z
      .array(z.object({ code: z.string(), reason: z.string() }))
      .describe('Codes on the cart that take nothing off it now, and why'),
    shippingMethod: z.object({ id, name: z.string(), price: money }).nullable(),
    shippingAddress: address.nullable(),
    customerEmail: z.string().nullable(),
    note: z.string().nullable(),
    totals,
    taxIncluded: z.boolean().describe('Do the prices contain the tax?'),
    taxLines: z.array(taxLine),
    notices: z.array(
      z.object({
        code: z.enum(['price_changed', 'quantity_reduced', 'item_unavailable']),
        itemId: id,
        message: z.string(),
      }),
    ),
    version: z.int(),
    expiresAt: timestamp,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Cart' })
