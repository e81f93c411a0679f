import { id, idInput } from '@cartwright/contract/scalars'
import { publish } from '@cartwright/db/outbox'
import { insertAuditEntry } from '@cartwright/db/queries/audit-log'
import { deleteMediaReferences } from '@cartwright/db/queries/media-references'
import {
  deleteProduct as removeProduct,
  updateProduct,
  wasOrdered,
} from '@cartwright/db/queries/products'
import { inTransaction } from '@cartwright/db/transaction'
import { lockProduct } from '@cartwright/db/transactions/lock-product'
import { removeVariants } from '@cartwright/db/transactions/remove-variants'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { contentOf } from '../product-content.ts'

export const deleteProduct = operatorOperation({
  method: 'DELETE',
  path: '/api/v1/admin/products/{productId}',
  status: 200,
  permission: 'products:write',
  summary: 'Delete a product',
  description:
    'One that was ever ordered is archived instead, and the answer is 409 `product_has_orders`.',
  input: z.strictObject({ productId: idInput }),
  output: z.object({ deleted: z.literal(true), id }),
  errors: ['product_has_orders', 'in_use', 'version_conflict'],
}).staged(async ({ ctx, input: { productId } }) => {
  const { storeId, now, ids } = ctx
  const key = { storeId, productId }
  // A transaction of its own: that the product is archived must stay although the answer is an error.
  const outcome = await inTransaction(ctx.db, async (trx) => {
    const known = await lockProduct(trx, key)
    if (known === undefined) return ctx.fail('not_found')
    const { product, variants } = known
    if (ctx.ifMatch !== null && ctx.ifMatch !== product.version) {
      return ctx.fail('version_conflict', { version: product.version })
    }
    if (await wasOrdered(trx, key)) {
      if (product.status === 'archived') return 'archived'
      await updateProduct(trx, key, { content: { ...contentOf(product), status: 'archived' }, now })
      const event = { id: ids.uuidv7(), type: 'product.updated', payload: { productId } } as const
      await publish(trx, storeId, event)
      // An error is the answer, and errors are not audited by themselves.
      await insertAuditEntry(trx, {
        storeId,
        id: ids.uuidv7(),
        actor: ctx.actor,
        action: 'admin.products.delete',
        subjectType: 'products',
        subjectId: productId,
        requestId: ctx.requestId,
        detail: { fields: ['status'] },
      })
      return 'archived'
    }
    const variantIds = variants.map((variant) => variant.id)
    ctx.unwrap(await removeVariants(trx, { ...key, variantIds, now, newId: ids.uuidv7 }))
    await deleteMediaReferences(trx, storeId, [productId])
    await removeProduct(trx, key)
    const event = { id: ids.uuidv7(), type: 'product.deleted', payload: { productId } } as const
    await publish(trx, storeId, event)
    return 'deleted'
  })
  if (outcome === 'archived') return ctx.fail('product_has_orders')
  return { deleted: true as const, id: productId }
})
