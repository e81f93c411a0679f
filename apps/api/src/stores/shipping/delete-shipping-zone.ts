import { id, idInput } from '@cartwright/contract/scalars'
import { deleteShippingZone as removeShippingZone } from '@cartwright/db/queries/shipping-zones'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'

export const deleteShippingZone = operatorOperation({
  method: 'DELETE',
  path: '/api/v1/admin/store/shipping-zones/{id}',
  status: 200,
  permission: 'store:write',
  summary: 'Delete a shipping zone with its methods',
  description: 'Carts that chose one of its methods have to choose again.',
  input: z.strictObject({ id: idInput }),
  output: z.object({ id, deleted: z.literal(true) }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const isDeleted = await removeShippingZone(ctx.db, { storeId: ctx.storeId, id: input.id })
  return isDeleted ? { id: input.id, deleted: true } : ctx.fail('not_found')
})
