import { adminProduct, productStatuses } from '@cartwright/contract/resources/product'
import { idInput } from '@cartwright/contract/scalars'
import { publish } from '@cartwright/db/outbox'
import { lockProduct, updateProduct } from '@cartwright/db/queries/products'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { contentOf, publicationOf } from '../product-content.ts'
import { readProduct } from '../read-product.ts'

export const setProductStatus = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/products/{productId}/status',
  status: 200,
  permission: 'products:write',
  summary: 'Publish, withdraw or archive a product',
  description: 'Asking for the status it has changes nothing.',
  input: z.strictObject({ productId: idInput, status: z.enum(productStatuses) }),
  output: z.object({ product: adminProduct }),
  errors: ['version_conflict'],
}).mutation(async ({ ctx, input: { productId, status } }) => {
  const { db: trx, storeId, now } = ctx
  const key = { storeId, productId }
  const product = await lockProduct(trx, key)
  if (product === undefined) return ctx.fail('not_found')
  if (ctx.ifMatch !== null && ctx.ifMatch !== product.version) {
    return ctx.fail('version_conflict', { version: product.version })
  }
  if (product.status !== status) {
    const publishedAt = publicationOf(product, status, now)
    await updateProduct(trx, key, { content: { ...contentOf(product), status, publishedAt }, now })
    const id = ctx.ids.uuidv7()
    await publish(trx, storeId, { id, type: 'product.updated', payload: { productId } })
  }
  return { product: await readProduct(ctx, productId) }
})
