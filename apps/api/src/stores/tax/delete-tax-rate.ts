import { id, idInput } from '@cartwright/contract/scalars'
import { deleteTaxRate as removeTaxRate } from '@cartwright/db/queries/tax-rates'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'

export const deleteTaxRate = operatorOperation({
  method: 'DELETE',
  path: '/api/v1/admin/store/tax-rates/{id}',
  status: 200,
  permission: 'store:write',
  summary: 'Delete a tax rate',
  description: 'Orders keep the tax they were placed with.',
  input: z.strictObject({ id: idInput }),
  output: z.object({ id, deleted: z.literal(true) }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const isDeleted = await removeTaxRate(ctx.db, { storeId: ctx.storeId, id: input.id })
  return isDeleted ? { id: input.id, deleted: true } : ctx.fail('not_found')
})
