import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

/** Can so many held units be given back? Not more than are held: `stock_underflow`. */
export function releaseHold(
  level: StockLevel,
  quantity: number,
): Result<StockChange, Failure<'stock_underflow', StockShortage>> {
  const { variantId, held } = level
  return quantity > held
    ? fail('stock_underflow', { variantId, requested: quantity, available: held })
    : ok(changeStock(level, { heldDelta: -quantity }))
}
