import { pageMeta, pageQuery, searchQuery } from '@cartwright/contract/page'
import { collection } from '@cartwright/contract/resources/collection'
import {
  collectionOrder,
  listCollections as readCollections,
} from '@cartwright/db/queries/collections'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { collectionPage } from '../collection-page.ts'
import { allStatuses } from '../read-collection.ts'

export const listCollections = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/collections',
  status: 200,
  permission: 'collections:read',
  summary: 'List collections, newest first',
  input: z.strictObject({
    ...pageQuery,
    q: searchQuery.describe('Part of the title'),
  }),
  output: z.object({ collections: z.array(collection), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const page = await readCollections(ctx.db, {
    storeId: ctx.storeId,
    counted: allStatuses,
    titlePart: input.q ?? null,
    after: pageStart(collectionOrder, input.cursor),
    limit: input.limit,
    includeTotal: input.includeTotal,
  })
  return collectionPage(page, { limit: input.limit, files: ctx.storage })
})
