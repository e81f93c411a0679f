import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { availability, isLimited } from './availability.ts'
import { changeStock } from './change-stock.ts'
import type { StockChange, StockLevel, StockShortage } from './stock-level.ts'

export interface StockAdjustment {
  readonly change:
    | { readonly kind: 'delta'; readonly delta: number }
    | { readonly kind: 'set_to'; readonly onHand: number }
  /** What the operator believes is on hand; null to adjust whatever it is. */
  readonly expectedOnHand: number | null
}

export type AdjustStockFailure =
  | Failure<'stock_underflow', StockShortage>
  | Failure<'version_conflict', { readonly onHand: number }>

/**
 * Can an operator correct what is on hand to this? Not below what is sold and held, unless
 * backorders are allowed or stock is not tracked; adding is always possible. `version_conflict`
 * when the count has moved since the operator looked. `available` in the failure is how many can
 * be taken away.
 */
export function adjustStock(
  level: StockLevel,
  adjustment: StockAdjustment,
): Result<StockChange, AdjustStockFailure> {
  const { change, expectedOnHand } = adjustment
  if (expectedOnHand !== null && expectedOnHand !== level.onHand) {
    return fail('version_conflict', { onHand: level.onHand })
  }
  const delta = change.kind === 'delta' ? change.delta : change.onHand - level.onHand
  const available = Math.max(0, availability(level) ?? 0)
  if (isLimited(level) && delta < 0 && -delta > available) {
    return fail('stock_underflow', { variantId: level.variantId, requested: -delta, available })
  }
  return ok(changeStock(level, { onHandDelta: delta }))
}
