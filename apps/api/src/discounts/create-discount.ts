import { discount, discountRequest } from '@cartwright/contract/resources/discount'
import { insertDiscount } from '@cartwright/db/queries/discounts'
import { z } from 'zod'

import { operatorOperation } from '../operation/operation.ts'
import { decideDiscount } from './decide-discount.ts'
import { discountResource } from './discount-resource.ts'

export const createDiscount = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/discounts',
  status: 201,
  permission: 'discounts:write',
  summary: 'Create a discount',
  input: z.strictObject(discountRequest),
  output: z.object({ discount }),
  errors: ['discount_code_taken'],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  const { title = input.code ?? 'Discount', value = 0 } = input
  const values = await decideDiscount(ctx, { ...input, title, value })
  const row = await insertDiscount(db, { storeId, id: ctx.ids.uuidv7(), values, now })
  return { discount: discountResource(row ?? ctx.fail('discount_code_taken'), now) }
})
