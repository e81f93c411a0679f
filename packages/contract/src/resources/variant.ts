import { z } from 'zod'

import { id, money } from '../scalars.ts'

/** What a buyer can put in a cart, as shop fronts see it. */
export const variant = z
  .object({
    id,
    sku: z.string(),
    gtin: z.string().nullable().describe('14 digits'),
    title: z.string(),
    optionValues: z.record(z.string(), z.string()).describe('{option name: value}'),
    price: money,
    compareAtPrice: money.nullable().describe('The price before a reduction'),
    taxCode: z.string().nullable(),
    weightGrams: z.int().nullable(),
    imageId: id.nullable().describe('One of the media library, usually of the product'),
    inStock: z.boolean().describe('Can be bought now'),
    availableQuantity: z
      .int()
      .nullable()
      .describe('Neither sold nor in a checkout; null when stock is not tracked'),
  })
  .meta({ id: 'Variant' })

/** The same with what only the shop may know. */
export const adminVariant = variant
  .extend({
    cost: money.nullable(),
    trackInventory: z.boolean(),
    allowBackorder: z.boolean(),
    onHand: z.int(),
    reserved: z.int().describe('Sold and not yet shipped'),
    lowStockThreshold: z.int().nullable(),
  })
  .meta({ id: 'AdminVariant' })
