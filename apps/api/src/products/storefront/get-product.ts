import { product } from '@cartwright/contract/resources/product'
import { prose } from '@cartwright/contract/scalars'
import { findProductBySlug } from '@cartwright/db/queries/product-find'
import { z } from 'zod'

import { storefrontOperation } from '../../operation/operation.ts'
import { knownProduct } from '../../resources/known-product.ts'
import { visibleStatuses } from '../../resources/visible-statuses.ts'

export const getProduct = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/products/{slug}',
  status: 200,
  summary: 'Get a product by its slug',
  description: 'A former slug answers 301 with the present address in `Location`.',
  input: z.strictObject({ slug: prose(200) }),
  output: z.object({ product }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const row = await findProductBySlug(ctx.db, {
    storeId: ctx.storeId,
    slug: input.slug,
    statuses: visibleStatuses(ctx),
    now: ctx.now,
  })
  if (row === undefined) return ctx.fail('not_found')
  const found = knownProduct(row, { currency: ctx.store.currency, files: ctx.storage })
  if (found.slug !== input.slug) ctx.redirect(`/api/v1/storefront/products/${found.slug}`)
  return { product: found }
})
