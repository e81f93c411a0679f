import { id, idInput } from '@cartwright/contract/scalars'
import {
  deleteCollection as removeCollection,
  lockCollection,
} from '@cartwright/db/queries/collections'
import { deleteMediaReferences } from '@cartwright/db/queries/media-references'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'

export const deleteCollection = operatorOperation({
  method: 'DELETE',
  path: '/api/v1/admin/collections/{collectionId}',
  status: 200,
  permission: 'collections:write',
  summary: 'Delete a collection; its products stay',
  input: z.strictObject({ collectionId: idInput }),
  output: z.object({ deleted: z.literal(true), id }),
  errors: ['version_conflict'],
}).mutation(async ({ ctx, input: { collectionId } }) => {
  const { db: trx, storeId } = ctx
  const known = await lockCollection(trx, { storeId, collectionId })
  if (known === undefined) return ctx.fail('not_found')
  if (ctx.ifMatch !== null && ctx.ifMatch !== known.version) {
    return ctx.fail('version_conflict', { version: known.version })
  }
  await deleteMediaReferences(trx, storeId, [collectionId])
  await removeCollection(trx, { storeId, collectionId })
  return { deleted: true as const, id: collectionId }
})
