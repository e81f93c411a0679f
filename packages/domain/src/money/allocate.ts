import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/**
 * How is an amount shared out in proportion to weights so that the shares sum to it exactly?
 * Largest remainder: every weight gets the floor of its exact share, the units left over go one by
 * one to the largest fractions, ties to the earlier position.
 *
 * 1000 over [5000, 1000] → [833, 167]; 100 over [1, 1, 1] → [34, 33, 33].
 *
 * As long as the amount is at most the sum of the weights, no share exceeds its weight. Shares are
 * multiples of `step` when the amount and every weight are. Refused when a value is negative or
 * not an integer, or when there is an amount but no weight to carry it.
 */
export function allocate(
  amount: number,
  weights: readonly number[],
  step = 1,
): Result<readonly number[], Failure<'allocation_impossible'>> {
  if (![amount, ...weights].every(isAmount)) return fail('allocation_impossible')
  const totalWeight = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (totalWeight === 0n) {
    return amount === 0 ? ok(weights.map(() => 0)) : fail('allocation_impossible')
  }
  const unit = [amount, ...weights].every((value) => value % step === 0) ? step : 1
  const units = BigInt(amount / unit)
  const parts = weights.map((weight, position) => {
    const exact = units * BigInt(weight)
    return { position, whole: exact / totalWeight, fraction: exact % totalWeight }
  })
  const leftOver = Number(units - parts.reduce((sum, part) => sum + part.whole, 0n))
  const topped = new Set(
    parts
      .toSorted((a, b) => Number(b.fraction > a.fraction) - Number(b.fraction < a.fraction))
      .slice(0, leftOver)
      .map((part) => part.position),
  )
  return ok(parts.map((part) => (Number(part.whole) + (topped.has(part.position) ? 1 : 0)) * unit))
}
