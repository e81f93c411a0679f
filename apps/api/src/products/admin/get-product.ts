import { adminProduct } from '@cartwright/contract/resources/product'
import { idInput } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { readProduct } from '../read-product.ts'

export const getProduct = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/products/{productId}',
  status: 200,
  permission: 'products:read',
  summary: 'Get a product, with costs and stock',
  input: z.strictObject({ productId: idInput }),
  output: z.object({ product: adminProduct }),
  errors: [],
}).query(async ({ ctx, input }) => ({ product: await readProduct(ctx, input.productId) }))
