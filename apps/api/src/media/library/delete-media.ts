import { idInput } from '@cartwright/contract/scalars'
import { deleteMedia as remove } from '@cartwright/db/transactions/delete-media'
import { z } from 'zod'

import { libraryOperation } from '../../operation/operation.ts'

export const deleteMedia = libraryOperation({
  method: 'DELETE',
  path: '/api/v1/media/{mediaId}',
  status: 204,
  permission: 'media:write',
  summary: 'Delete a file of the library',
  description: 'One that something uses stays, unless `force` takes it away from everything first.',
  input: z.strictObject({
    mediaId: idInput,
    force: z.boolean().default(false).describe('Also if something uses it (false)'),
  }),
  output: z.void(),
  errors: ['in_use'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now, ids } = ctx
  const outcome = await remove(ctx.db, { storeId, now, newId: ids.uuidv7, ...input })
  if (outcome.kind === 'not_found') ctx.fail('not_found')
  if (outcome.kind === 'in_use') {
    ctx.fail('in_use', { usedBy: outcome.usedBy.map(({ type, id, name }) => ({ type, id, name })) })
  }
})
