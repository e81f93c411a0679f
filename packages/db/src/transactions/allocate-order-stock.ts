import { allocateStock } from '@cartwright/domain/inventory/allocate-stock'
import type { OutOfStock } from '@cartwright/domain/inventory/check-demand'
import { type Demand, planDemand } from '@cartwright/domain/inventory/plan-demand'
import type { StockShortage } from '@cartwright/domain/inventory/stock-level'
import { fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'
import { type LockedLevel, lockStock } from './lock-stock.ts'
import { moveStock, type StockMovement } from './move-stock.ts'

export interface OrderStock {
  readonly storeId: string
  readonly cartId: string
  readonly orderId: string
  readonly lines: readonly (Demand & { readonly stockTracked: boolean })[]
  readonly newId: () => string
  readonly now: Date
}

/** Turns what the cart holds into what its order owns; a hold that has lapsed counts for nothing,
 *  and then there must be enough that nobody else holds. All or nothing: `out_of_stock` changes
 *  nothing. Answers the variants that were allocated; the others are untracked. Lock the cart
 *  first. */
export async function allocateOrderStock(
  trx: Transaction,
  stock: OrderStock,
): Promise<Result<ReadonlySet<string>, OutOfStock>> {
  const { storeId, cartId, orderId, lines, newId, now } = stock
  const variantIds = lines.map((line) => line.variantId)
  const locked = await lockStock(trx, { storeId, cartId, variantIds, now })
  const plan = planAllocation(lines, locked)
  if (!plan.ok) return plan
  await trx
    .deleteFrom('stockHolds')
    .where('storeId', '=', storeId)
    .where('cartId', '=', cartId)
    .execute()
  const facts = { reason: 'order_placed', actor: 'checkout', cartId, orderId, newId, now }
  await moveStock(trx, { ...facts, storeId, kind: 'allocate', movements: plan.value })
  const allocated = plan.value.filter((movement) => movement.reservedDelta > 0)
  return ok(new Set(allocated.map((movement) => movement.variantId)))
}

function planAllocation(
  lines: OrderStock['lines'],
  locked: readonly LockedLevel[],
): Result<StockMovement[], OutOfStock> {
  const demand = new Map(planDemand(lines).map((one) => [one.variantId, one.quantity]))
  const movements: StockMovement[] = []
  const items: StockShortage[] = missingVariants(lines, locked)
  for (const { level, ownHold } of locked) {
    const quantity = demand.get(level.variantId) ?? 0
    const allocation = allocateStock(
      { ...level, held: level.held + ownHold },
      { quantity, fromHold: ownHold },
    )
    if (!allocation.ok) {
      items.push(allocation.error.details)
      continue
    }
    const { reservedDelta, onHandDelta } = allocation.value
    // The whole hold ends, used or not: the cart is done with it.
    const heldDelta = 0 - ownHold
    if (reservedDelta !== 0 || heldDelta !== 0) {
      movements.push({ variantId: level.variantId, onHandDelta, reservedDelta, heldDelta })
    }
  }
  return items.length === 0 ? ok(movements) : fail('out_of_stock', { items })
}

/** Variants deleted since they were paid for; one that was never counted is no shortage. */
function missingVariants(
  lines: OrderStock['lines'],
  locked: readonly LockedLevel[],
): StockShortage[] {
  const known = new Set(locked.map(({ level }) => level.variantId))
  return planDemand(lines.filter((line) => line.stockTracked))
    .filter(({ variantId }) => !known.has(variantId))
    .map(({ variantId, quantity }) => ({ variantId, requested: quantity, available: 0 }))
}
