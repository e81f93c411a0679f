import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

/**
 * Can so many sold, unshipped units be sold again? `restock` puts them back on the shelf; without
 * it they are written off, and what is on hand falls with what is reserved.
 */
export function releaseAllocation(
  level: StockLevel,
  release: { readonly quantity: number; readonly restock: boolean },
): Result<StockChange, Failure<'stock_underflow', StockShortage>> {
  const { variantId, reserved } = level
  const { quantity, restock } = release
  if (quantity > reserved) {
    return fail('stock_underflow', { variantId, requested: quantity, available: reserved })
  }
  return ok(
    changeStock(level, { reservedDelta: -quantity, onHandDelta: restock ? 0 : 0 - quantity }),
  )
}
