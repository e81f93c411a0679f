import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { isLimited } from './availability.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

/**
 * Can so many sold units leave the house? They stop being reserved and stop being on hand, so what
 * is available does not change. Never more than are reserved, nor, without backorders, than there
 * are.
 */
export function shipStock(
  level: StockLevel,
  quantity: number,
): Result<StockChange, Failure<'stock_underflow', StockShortage>> {
  if (!level.trackInventory) return ok(changeStock(level, {}))
  const { variantId, reserved, onHand } = level
  const available = isLimited(level) ? Math.min(reserved, onHand) : reserved
  return quantity > available
    ? fail('stock_underflow', { variantId, requested: quantity, available })
    : ok(changeStock(level, { reservedDelta: -quantity, onHandDelta: -quantity }))
}
