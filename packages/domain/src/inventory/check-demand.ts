import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { availability, canSupply } from './availability.ts'
import { planDemand } from './plan-demand.ts'
import type { Demand } from './plan-demand.ts'
import type { StockLevel, StockShortage } from './stock-level.ts'

export type OutOfStock = Failure<'out_of_stock', { readonly items: readonly StockShortage[] }>

/**
 * Can all of this be supplied? The summed demand, or every variant that falls short with what is
 * left of it. A variant without a level is gone: 0 available.
 */
export function checkDemand(
  lines: readonly Demand[],
  levels: readonly StockLevel[],
): Result<readonly Demand[], OutOfStock> {
  const byVariant = new Map(levels.map((level) => [level.variantId, level]))
  const demand = planDemand(lines)
  const items = demand.flatMap(({ variantId, quantity }): StockShortage[] => {
    const level = byVariant.get(variantId)
    if (level !== undefined && canSupply(level, quantity)) return []
    const left = level === undefined ? 0 : (availability(level) ?? 0)
    return [{ variantId, requested: quantity, available: Math.max(0, left) }]
  })
  return items.length === 0 ? ok(demand) : fail('out_of_stock', { items })
}
