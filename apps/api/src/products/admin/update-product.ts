import { adminProduct } from '@cartwright/contract/resources/product'
import { updateProductInput } from '@cartwright/contract/resources/product-request'
import { publish } from '@cartwright/db/outbox'
import {
  keepFormerSlug,
  takenProductSlugs,
  updateProduct as writeProduct,
} from '@cartwright/db/queries/products'
import { lockProduct } from '@cartwright/db/transactions/lock-product'
import { removeVariants } from '@cartwright/db/transactions/remove-variants'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseUnchargeable } from '../../operation/refuse-unchargeable.ts'
import { enteredPrices } from '../entered-prices.ts'
import { planParts } from '../plan-parts.ts'
import { planned } from '../planned.ts'
import { mergeProduct } from '../product-content.ts'
import { readProduct } from '../read-product.ts'
import { refuseViolation } from '../refuse-violation.ts'
import { settlePictures } from '../settle-pictures.ts'
import { writeParts } from '../write-parts.ts'

export const updateProduct = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/products/{productId}',
  status: 200,
  permission: 'products:write',
  summary: 'Change a product',
  description:
    'What is omitted stays. Variants are matched by id, then by SKU; one left out of `variants` is ' +
    'removed unless it is in a checkout or an open order. A former slug leads to the new one.',
  input: updateProductInput,
  output: z.object({ product: adminProduct }),
  errors: ['slug_taken', 'sku_taken', 'stock_underflow', 'in_use', 'version_conflict'],
}).mutation(async ({ ctx, input }) => {
  const { db: trx, storeId, now, ids } = ctx
  const { productId } = input
  const key = { storeId, productId }
  const known = await lockProduct(trx, key)
  if (known === undefined) return ctx.fail('not_found')
  const { product, variants } = known
  if (ctx.ifMatch !== null && ctx.ifMatch !== product.version) {
    return ctx.fail('version_conflict', { version: product.version })
  }
  refuseUnchargeable(ctx.store.currency, enteredPrices(input))
  const slug = input.slug ?? product.slug
  if (slug !== product.slug && (await takenProductSlugs(trx, storeId, [slug])).length > 0) {
    return ctx.fail('slug_taken', { slug })
  }
  const before = { options: product.options, variants }
  const plan = planned(ctx.fail, planParts(before, input, { ids, skuStem: slug }))
  const removal = { ...key, variantIds: plan.variants?.removedIds ?? [], now, newId: ids.uuidv7 }
  ctx.unwrap(await removeVariants(trx, removal))
  const parts =
    plan.variants === null
      ? before
      : {
          options: plan.variants.options,
          variants: [...plan.variants.kept, ...plan.variants.added],
        }
  await refuseViolation(ctx.fail, async () => {
    await writeProduct(trx, key, { content: mergeProduct(product, { input, parts, now }), now })
    await writeParts(ctx, productId, plan)
  })
  if (slug !== product.slug)
    await keepFormerSlug(trx, { ...key, from: product.slug, to: slug, now })
  await publish(trx, storeId, { id: ids.uuidv7(), type: 'product.updated', payload: { productId } })
  return { product: await readProduct(ctx, productId) }
}, settlePictures)
