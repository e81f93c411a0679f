import { pageMeta } from '@cartwright/contract/page'
import { product } from '@cartwright/contract/resources/product'
import { money, prose } from '@cartwright/contract/scalars'
import { listProducts as readProducts } from '@cartwright/db/queries/product-list'
import { productOrder } from '@cartwright/db/queries/product-sort'
import { searchWords } from '@cartwright/domain/catalogue/search-text'
import { z } from 'zod'

import { storefrontOperation } from '../../operation/operation.ts'
import { pageStart } from '../../operation/page-start.ts'
import { knownProduct } from '../../resources/known-product.ts'
import { visibleStatuses } from '../../resources/visible-statuses.ts'
import { productListQuery, productPageMeta } from '../list-request.ts'

const sorts = ['newest', 'price-asc', 'price-desc', 'title-asc', 'popular', 'relevance'] as const

export const listProducts = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/products',
  status: 200,
  summary: 'List the products of the shop',
  input: z.strictObject({
    ...productListQuery,
    collection: prose(200).optional().describe('Slug or id; an unknown one is 404'),
    tag: prose(60).optional(),
    minPrice: money.optional().describe('Some variant costs this or more'),
    maxPrice: money.optional().describe('Some variant costs this or less'),
    inStock: z.boolean().optional(),
    sort: z.enum(sorts).optional().describe('newest, or relevance with q'),
  }),
  output: z.object({ products: z.array(product), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const words = input.q === undefined ? null : searchWords(input.q)
  const sort = sortOf(input.sort, words !== null)
  const page = await readProducts(ctx.db, {
    storeId: ctx.storeId,
    filter: {
      statuses: visibleStatuses(ctx),
      words,
      collection: input.collection ?? null,
      tag: input.tag ?? null,
      prices: priceFilter(input),
      inStock: input.inStock ?? null,
    },
    sort,
    after: pageStart(productOrder(sort), input.cursor),
    limit: input.limit,
    includeTotal: input.includeTotal,
    now: ctx.now,
  })
  if (page === null) return ctx.fail('not_found')
  const around = { currency: ctx.store.currency, files: ctx.storage }
  return {
    products: page.rows.map((row) => knownProduct(row, around)),
    meta: productPageMeta(page, input),
  }
})

/** Relevance says nothing without a search. */
function sortOf(asked: (typeof sorts)[number] | undefined, isSearch: boolean) {
  const sort = asked ?? 'relevance'
  return sort === 'relevance' && !isSearch ? 'newest' : sort
}

interface PriceBounds {
  readonly minPrice?: number | undefined
  readonly maxPrice?: number | undefined
}

function priceFilter({ minPrice, maxPrice }: PriceBounds) {
  if (minPrice === undefined && maxPrice === undefined) return null
  return { min: minPrice ?? null, max: maxPrice ?? null }
}
