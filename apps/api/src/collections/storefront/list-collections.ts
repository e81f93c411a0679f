import { pageMeta, pageQuery } from '@cartwright/contract/page'
import { collection } from '@cartwright/contract/resources/collection'
import {
  collectionOrder,
  listCollections as readCollections,
} from '@cartwright/db/queries/collections'
import { z } from 'zod'

import { storefrontOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { visibleStatuses } from '../../resources/visible-statuses.ts'
import { collectionPage } from '../collection-page.ts'

export const listCollections = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/collections',
  status: 200,
  summary: 'List the collections of the shop, newest first',
  input: z.strictObject(pageQuery),
  output: z.object({ collections: z.array(collection), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const page = await readCollections(ctx.db, {
    storeId: ctx.storeId,
    counted: visibleStatuses(ctx),
    titlePart: null,
    after: pageStart(collectionOrder, input.cursor),
    limit: input.limit,
    includeTotal: input.includeTotal,
  })
  return collectionPage(page, { limit: input.limit, files: ctx.storage })
})
