import {
  adjustInventoryInput,
  inventoryLevel,
  stockMovement,
} from '@cartwright/contract/resources/inventory'
import { publish } from '@cartwright/db/outbox'
import { adjustInventory as adjust } from '@cartwright/db/transactions/adjust-inventory'
import { lockProduct } from '@cartwright/db/transactions/lock-product'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'

export const adjustInventory = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/products/{productId}/variants/{variantId}/inventory',
  status: 201,
  permission: 'inventory:write',
  summary: 'Correct how many of a variant are there',
  description: 'By a difference or to a number; never below what is sold and held for buyers.',
  input: adjustInventoryInput,
  output: z.object({ movement: stockMovement, inventory: inventoryLevel }),
  errors: ['stock_underflow', 'version_conflict'],
}).mutation(async ({ ctx, input }) => {
  const { db: trx, storeId, now, actor, ids } = ctx
  const { productId, variantId, reason, delta, setTo, note = null } = input
  if (ctx.ifMatch !== null) {
    const { product } = (await lockProduct(trx, { storeId, productId })) ?? ctx.fail('not_found')
    if (product.version !== ctx.ifMatch) ctx.fail('version_conflict', { version: product.version })
  }
  const movementId = ids.uuidv7()
  const adjusted = ctx.unwrap(
    await adjust(trx, {
      storeId,
      productId,
      variantId,
      movementId,
      reason,
      note,
      now,
      actor: actor.label,
      change:
        delta === undefined ? { kind: 'set_to', onHand: setTo ?? 0 } : { kind: 'delta', delta },
      expectedOnHand: input.expectedOnHand ?? null,
    }),
  )
  const payload = { variantId, productId }
  await publish(trx, storeId, { id: ids.uuidv7(), type: 'inventory.adjusted', payload })
  const { onHandBefore, onHandAfter, reserved, available } = adjusted
  return {
    movement: {
      id: movementId,
      variantId,
      delta: adjusted.delta,
      onHandBefore,
      onHandAfter,
      reason,
      note,
      actor: actor.label,
      createdAt: now.toISOString(),
    },
    inventory: { onHand: onHandAfter, reserved, available },
  }
})
