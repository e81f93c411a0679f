import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { availability, isLimited } from './availability.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

export interface Allocation {
  readonly quantity: number
  /** How many of the units held are this order's own; 0 when its hold has lapsed. */
  readonly fromHold: number
}

/**
 * Can a placed order have so many units? Its own hold counts for it and is used up; beyond that
 * there must be enough that nobody else holds. Untracked stock allocates nothing.
 */
export function allocateStock(
  level: StockLevel,
  allocation: Allocation,
): Result<StockChange, Failure<'out_of_stock', StockShortage>> {
  const { quantity } = allocation
  if (!level.trackInventory) return ok(changeStock(level, {}))
  const fromHold = Math.min(allocation.fromHold, level.held)
  const available = Math.max(0, (availability(level) ?? 0) + fromHold)
  return isLimited(level) && available < quantity
    ? fail('out_of_stock', { variantId: level.variantId, requested: quantity, available })
    : ok(changeStock(level, { reservedDelta: quantity, heldDelta: 0 - fromHold }))
}
