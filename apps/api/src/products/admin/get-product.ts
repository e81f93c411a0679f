import { adminProduct } from '@cartwright/contract/resources/product'
import { idInput } from '@cartwright/contract/scalars'
import { findProduct } from '@cartwright/db/queries/product-find'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { adminProductResource } from '../../resources/product-resource.ts'

export const getProduct = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/products/{productId}',
  status: 200,
  permission: 'products:read',
  summary: 'Get a product, with costs and stock',
  input: z.strictObject({ productId: idInput }),
  output: z.object({ product: adminProduct }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const row = await findProduct(ctx.db, { storeId, productId: input.productId, now })
  if (row === undefined) return ctx.fail('not_found')
  const around = { currency: ctx.store.currency, publicUrl: ctx.storage.publicUrl }
  return { product: adminProductResource(row, around) }
})
