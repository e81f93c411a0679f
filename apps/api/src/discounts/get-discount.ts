import { discount } from '@cartwright/contract/resources/discount'
import { idInput } from '@cartwright/contract/scalars'
import { findDiscount } from '@cartwright/db/queries/discounts'
import { z } from 'zod'

import { operatorOperation } from '../operation/operation.ts'
import { discountResource } from './discount-resource.ts'

export const getDiscount = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/discounts/{discountId}',
  status: 200,
  permission: 'discounts:read',
  summary: 'Read a discount',
  input: z.strictObject({ discountId: idInput }),
  output: z.object({ discount }),
  errors: [],
}).query(async ({ ctx, input: { discountId: id } }) => {
  const row = await findDiscount(ctx.db, { storeId: ctx.storeId, id })
  return { discount: discountResource(row ?? ctx.fail('not_found'), ctx.now) }
})
