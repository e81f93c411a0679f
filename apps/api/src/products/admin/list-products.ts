import { pageMeta } from '@cartwright/contract/page'
import { adminProduct, productStatuses } from '@cartwright/contract/resources/product'
import { idInput } from '@cartwright/contract/scalars'
import { listProducts as readProducts } from '@cartwright/db/queries/product-list'
import { productRow } from '@cartwright/db/queries/product-row'
import { productOrder } from '@cartwright/db/queries/product-sort'
import { searchWords } from '@cartwright/domain/catalogue/search-text'
import { z } from 'zod'

import { invalidInput } from '../../operation/invalid-input.ts'
import { operatorOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { adminProductResource } from '../../resources/product-resource.ts'
import { productListQuery, productPageMeta } from '../list-request.ts'

const sorts = ['newest', 'price-asc', 'price-desc', 'title-asc', 'popular', 'manual'] as const

export const listProducts = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/products',
  status: 200,
  permission: 'products:read',
  summary: 'List products of every status',
  input: z.strictObject({
    ...productListQuery,
    status: z.enum(productStatuses).optional(),
    collectionId: idInput.optional(),
    sort: z.enum(sorts).default('newest').describe('manual: as the collection orders them'),
  }),
  output: z.object({ products: z.array(adminProduct), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  if (input.sort === 'manual' && input.collectionId === undefined) {
    invalidInput({ path: ['sort'], message: 'Only the products of a collection have this order' })
  }
  const page = await readProducts(ctx.db, {
    storeId: ctx.storeId,
    filter: {
      statuses: input.status === undefined ? [] : [input.status],
      words: input.q === undefined ? null : searchWords(input.q),
      collection: input.collectionId ?? null,
      tag: null,
      prices: null,
      inStock: null,
    },
    sort: input.sort,
    after: pageStart(productOrder(input.sort), input.cursor),
    limit: input.limit,
    includeTotal: input.includeTotal,
    now: ctx.now,
  })
  if (page === null) return ctx.fail('not_found')
  const around = { currency: ctx.store.currency, files: ctx.storage }
  return {
    products: page.rows.map(({ text }) => adminProductResource(productRow(text), around)),
    meta: productPageMeta(page, input),
  }
})
