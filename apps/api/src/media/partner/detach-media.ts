import { idInput } from '@cartwright/contract/scalars'
import { detachProductMedia } from '@cartwright/db/transactions/detach-product-media'
import { z } from 'zod'

import { partnerOperation } from '../../operation/operation.ts'
import { partnerMediaIdInput } from './partner-ids.ts'

export const detachMedia = partnerOperation({
  method: 'DELETE',
  path: '/api/v1/admin/products/{id}/media/{mediaId}',
  status: 204,
  permission: 'products:write',
  summary: "Take a file out of a product's gallery",
  description: 'The file itself stays until nothing has used it for a while.',
  input: z.strictObject({ id: idInput, mediaId: partnerMediaIdInput }),
  output: z.void(),
  errors: [],
}).mutation(async ({ ctx, input: { id: productId, mediaId } }) => {
  const { db, storeId, ids, now } = ctx
  const detachment = { storeId, productId, mediaId, newId: ids.uuidv7, now }
  if (!(await detachProductMedia(db, detachment))) return ctx.fail('not_found')
})
