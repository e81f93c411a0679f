import { z } from 'zod'

import { idInput } from '../scalars.ts'

/** So many units of some lines of an order. */
export const orderLinesInput = z
  .array(z.strictObject({ orderLineId: idInput, quantity: z.int().min(1).max(100_000) }))
  .min(1)
  .max(500)
