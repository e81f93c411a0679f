import { z } from 'zod'

import { currencyCode, id, money, timestamp } from '../scalars.ts'
import { issue } from './issue.ts'
import { store } from './store.ts'

const sales = z.object({
  orders: z.int().describe('Placed, paid and not cancelled'),
  revenue: z.int().min(0).describe('What was paid for them, less what was refunded: minor units'),
  averageOrderValue: money.nullable().describe('Null without orders'),
  unitsSold: z.int(),
})

/** What an operator wants to know first. */
export const storeDashboard = z.object({
  store,
  metrics: z.object({
    currency: currencyCode,
    today: sales.describe('Since midnight UTC'),
    last7Days: sales.describe('Today and the six days before'),
    last30Days: sales.describe('Today and the 29 days before'),
  }),
  onboarding: z.object({
    stripeConnected: z.boolean().describe('Checkout works'),
    hasProduct: z.boolean().describe('Something is for sale'),
    hasShippingZone: z.boolean(),
    hasTaxRate: z.boolean(),
    hasStorefrontToken: z.boolean(),
    complete: z.boolean(),
  }),
  recentOrders: z.array(
    z.object({
      id,
      orderNumber: z.string(),
      status: z.enum(['placed', 'completed', 'cancelled']),
      paymentStatus: z.string(),
      fulfilmentStatus: z.string(),
      total: money,
      currency: currencyCode,
      placedAt: timestamp,
    }),
  ),
  lowStock: z
    .array(
      z.object({
        variantId: id,
        productId: id,
        productTitle: z.string(),
        variantTitle: z.string(),
        sku: z.string(),
        availableQuantity: z.int(),
        lowStockThreshold: z.int(),
      }),
    )
    .describe('Variants at or below their threshold, the scarcest first, ten at most'),
  openIssues: z.array(issue).describe('The gravest first, ten at most'),
})
