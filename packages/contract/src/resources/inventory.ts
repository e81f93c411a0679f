import { z } from 'zod'

import { id, idInput, prose, timestamp } from '../scalars.ts'

const reasons = ['received', 'correction', 'damaged', 'returned', 'other'] as const

const units = z.int().min(-1_000_000_000).max(1_000_000_000)

export const adjustInventoryInput = z
  .strictObject({
    productId: idInput,
    variantId: idInput,
    delta: units.optional().describe('So many more, or fewer when negative'),
    setTo: units.min(0).optional().describe('So many are there now'),
    reason: z.enum(reasons),
    note: prose(500).optional(),
    expectedOnHand: units.optional().describe('Refused when another number is on hand'),
  })
  .refine(({ delta, setTo }) => (delta === undefined) !== (setTo === undefined), {
    path: ['delta'],
    message: 'Send either delta or setTo',
  })
  .refine(({ delta }) => delta !== 0, { path: ['delta'], message: 'A delta of 0 changes nothing' })

export const stockMovement = z
  .object({
    id,
    variantId: id,
    delta: z.int(),
    onHandBefore: z.int(),
    onHandAfter: z.int(),
    reason: z.string(),
    note: z.string().nullable(),
    actor: z.string(),
    createdAt: timestamp,
  })
  .meta({ id: 'StockMovement' })

export const inventoryLevel = z
  .object({
    onHand: z.int(),
    reserved: z.int().describe('Sold and not yet shipped'),
    available: z.int().nullable().describe('Null when stock is not tracked'),
  })
  .meta({ id: 'InventoryLevel' })
