import { collection } from '@cartwright/contract/resources/collection'
import { idInput } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readCollection } from '../read-collection.ts'

export const getCollection = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/collections/{collectionId}',
  status: 200,
  permission: 'collections:read',
  summary: 'Get a collection',
  description: 'Its products, in order: list products with `collectionId` and `sort=manual`.',
  input: z.strictObject({ collectionId: idInput }),
  output: z.object({ collection }),
  errors: [],
}).query(async ({ ctx, input }) => ({ collection: await readCollection(ctx, input.collectionId) }))
