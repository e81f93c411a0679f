import { id, idInput } from '@cartwright/contract/scalars'
import { deleteDiscount as remove } from '@cartwright/db/queries/discounts'
import { z } from 'zod'

import { operatorOperation } from '../operation/operation.ts'

export const deleteDiscount = operatorOperation({
  method: 'DELETE',
  path: '/api/v1/admin/discounts/{discountId}',
  status: 200,
  permission: 'discounts:write',
  summary: 'Delete a discount',
  description: 'Used or not: orders keep what it took off them. Carts lose it at once.',
  input: z.strictObject({ discountId: idInput }),
  output: z.object({ deleted: z.literal(true), id }),
  errors: [],
}).mutation(async ({ ctx, input: { discountId } }) => {
  const deleted = await remove(ctx.db, { storeId: ctx.storeId, id: discountId })
  return { deleted: deleted || ctx.fail('not_found'), id: discountId }
})
