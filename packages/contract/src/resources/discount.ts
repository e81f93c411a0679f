import { z } from 'zod'

import { id, idInput, line, money, timestamp, timestampInput } from '../scalars.ts'

const discountClass = z.enum(['product', 'order', 'shipping'])
const scope = z.enum(['order', 'products', 'collections'])

const type = z
  .enum(['percentage', 'fixed_amount', 'free_shipping', 'buy_x_get_y'])
  .describe('buy_x_get_y is not available yet')

const value = z
  .number()
  .min(0)
  .max(999_999_999_999)
  .describe(
    'percentage: 1 to 100, up to two decimals; fixed_amount: minor units, off the order once or ' +
      'off every unit of the products named; free_shipping: not read',
  )

const count = z.int().min(1).max(2_147_483_647)

const buyXGetY = z.strictObject({
  buyQuantity: count,
  getQuantity: count,
  percentOff: z.number().min(1).max(100),
})

const fields = {
  code: line(100).nullable().describe('Matched whatever its case; null: applies by itself'),
  title: line(200),
  type,
  value,
  isActive: z.boolean(),
  usageLimit: count.nullable().describe('Orders in all that may use it'),
  perCustomerLimit: count.nullable().describe('Orders of one customer that may use it'),
  startsAt: timestampInput.nullable(),
  endsAt: timestampInput.nullable().describe('The first moment at which it no longer works'),
  minimumOrderAmount: money.nullable().describe('Of the whole cart, before any discount'),
  minimumQuantity: count.nullable().describe('Of the items it applies to'),
  appliesTo: z.strictObject({ scope, ids: z.array(idInput).max(500).exactOptional() }),
  buyXGetY: buyXGetY.nullable(),
  combinesWith: z.array(discountClass).max(3).describe('Both must name the class of the other'),
}

/** What creating a discount takes. */
export const discountRequest = {
  ...fields,
  title: fields.title.exactOptional().describe('Shown to buyers; the code unless given'),
  value: value.exactOptional(),
  isActive: fields.isActive.default(true),
  usageLimit: fields.usageLimit.default(null),
  perCustomerLimit: fields.perCustomerLimit.default(null),
  startsAt: fields.startsAt.default(null),
  endsAt: fields.endsAt.default(null),
  minimumOrderAmount: fields.minimumOrderAmount.default(null),
  minimumQuantity: fields.minimumQuantity.default(null),
  appliesTo: fields.appliesTo.default({ scope: 'order' }),
  buyXGetY: fields.buyXGetY.default(null),
  combinesWith: fields.combinesWith.default([]),
}

/** What changing one takes: what is left out stays. */
export const discountChanges = z.strictObject(fields).exactPartial()

export const discount = z
  .object({
    id,
    code: z.string().nullable(),
    title: z.string(),
    type,
    class: discountClass.describe('What it lowers'),
    value: z.number().describe('As it was entered: 12.5 is 12.5 %, or minor units'),
    isActive: z.boolean(),
    status: z.enum(['scheduled', 'active', 'expired', 'exhausted', 'disabled']),
    usageLimit: z.int().nullable(),
    usedCount: z.int(),
    perCustomerLimit: z.int().nullable(),
    startsAt: timestamp.nullable(),
    endsAt: timestamp.nullable(),
    minimumOrderAmount: money.nullable(),
    minimumQuantity: z.int().nullable(),
    appliesTo: z.object({ scope, ids: z.array(id) }),
    buyXGetY: z.null().describe('Not available yet'),
    combinesWith: z.array(discountClass),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Discount' })
