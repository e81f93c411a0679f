import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { availability, canSupply, isLimited } from './availability.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

/**
 * Can a checkout keep so many units from others while its buyer pays? What is on hand does not
 * change. Nothing is held where stock does not limit sales: the change is then all zeros.
 */
export function holdStock(
  level: StockLevel,
  quantity: number,
): Result<StockChange, Failure<'out_of_stock', StockShortage>> {
  if (!isLimited(level)) return ok(changeStock(level, {}))
  if (canSupply(level, quantity)) return ok(changeStock(level, { heldDelta: quantity }))
  const available = Math.max(0, availability(level) ?? 0)
  return fail('out_of_stock', { variantId: level.variantId, requested: quantity, available })
}
