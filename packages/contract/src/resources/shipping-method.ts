import { z } from 'zod'

import { id, money } from '../scalars.ts'

/** A way a cart can be sent, with what it costs for that cart. */
export const quotedShippingMethod = z
  .object({
    id,
    name: z.string(),
    description: z.string().nullable(),
    price: money,
    currency: z.string(),
    estimatedDays: z.object({ min: z.int(), max: z.int() }).nullable(),
  })
  .meta({ id: 'QuotedShippingMethod' })
