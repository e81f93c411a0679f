import { pageMeta, pageQuery } from '@cartwright/contract/page'
import { collection, collectionSorts } from '@cartwright/contract/resources/collection'
import { product } from '@cartwright/contract/resources/product'
import { prose } from '@cartwright/contract/scalars'
import { findCollection } from '@cartwright/db/queries/collections'
import { listProducts } from '@cartwright/db/queries/product-list'
import { productOrder } from '@cartwright/db/queries/product-sort'
import { z } from 'zod'

import { storefrontOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { knownProduct } from '../../resources/known-product.ts'
import { visibleStatuses } from '../../resources/visible-statuses.ts'
import { collectionResource, collectionSort } from '../collection-resource.ts'

export const getCollection = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/collections/{slug}',
  status: 200,
  summary: 'Get a collection with a page of its products',
  input: z.strictObject({
    slug: prose(200),
    ...pageQuery,
    sort: z.enum(collectionSorts).optional().describe("The collection's own when missing"),
  }),
  output: z.object({ collection, products: z.array(product), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const statuses = visibleStatuses(ctx)
  const found = await findCollection(ctx.db, { storeId, slug: input.slug }, statuses)
  if (found === undefined) return ctx.fail('not_found')
  const sort = input.sort ?? collectionSort(found)
  const page = await listProducts(ctx.db, {
    storeId,
    filter: {
      statuses,
      collection: found.id,
      words: null,
      tag: null,
      prices: null,
      inStock: null,
    },
    sort,
    after: pageStart(productOrder(sort), input.cursor),
    limit: input.limit,
    includeTotal: input.includeTotal,
    now,
  })
  if (page === null) return ctx.fail('not_found')
  const { rows, nextCursor, total } = page
  const around = { currency: ctx.store.currency, files: ctx.storage }
  return {
    collection: collectionResource(found, ctx.storage),
    products: rows.map((row) => knownProduct(row, around)),
    meta: { limit: input.limit, nextCursor, ...(total !== null && { total }) },
  }
})
