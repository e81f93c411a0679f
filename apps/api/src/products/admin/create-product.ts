import { adminProduct } from '@cartwright/contract/resources/product'
import { createProductInput } from '@cartwright/contract/resources/product-request'
import { publish } from '@cartwright/db/outbox'
import { insertProduct, takenProductSlugs } from '@cartwright/db/queries/products'
import { claimSlug } from '@cartwright/db/transactions/claim-slug'
import { slugify } from '@cartwright/domain/catalogue/slug'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseUnchargeable } from '../../operation/refuse-unchargeable.ts'
import { enteredPrices } from '../entered-prices.ts'
import { planParts } from '../plan-parts.ts'
import { planned } from '../planned.ts'
import { blankProduct, mergeProduct } from '../product-content.ts'
import { readProduct } from '../read-product.ts'
import { refuseViolation } from '../refuse-violation.ts'
import { settlePictures } from '../settle-pictures.ts'
import { writeParts } from '../write-parts.ts'

export const createProduct = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/products',
  status: 201,
  permission: 'products:write',
  summary: 'Create a product with its variants',
  description: 'The slug is made from the title unless one is given; SKUs are made up if missing.',
  input: createProductInput,
  output: z.object({ product: adminProduct }),
  errors: ['slug_taken', 'sku_taken', 'stock_underflow'],
}).mutation(async ({ ctx, input }) => {
  const { db: trx, storeId, now, ids } = ctx
  refuseUnchargeable(ctx.store.currency, enteredPrices(input))
  const productId = ids.uuidv7()
  const slug = input.slug ?? slugify(input.title, `product-${ids.randomHex(8)}`)
  const nothing = { options: [], variants: [] }
  const plan = planned(ctx.fail, planParts(nothing, input, { ids, skuStem: slug }))
  const parts = { options: plan.variants?.options ?? [], variants: plan.variants?.added ?? [] }
  const row = {
    ...mergeProduct(blankProduct, {
      input,
      parts,
      now,
    }),
    storeId,
    id: productId,
    createdAt: now,
    updatedAt: now,
  }
  const insert = (free: string) => insertProduct(trx, { ...row, slug: free })
  if (input.slug === undefined) {
    await claimSlug(slug, { insert, taken: (some) => takenProductSlugs(trx, storeId, some) })
  } else if (!(await insert(slug))) {
    ctx.fail('slug_taken', { slug })
  }
  await refuseViolation(ctx.fail, () => writeParts(ctx, productId, plan))
  await publish(trx, storeId, { id: ids.uuidv7(), type: 'product.created', payload: { productId } })
  return { product: await readProduct(ctx, productId) }
}, settlePictures)
