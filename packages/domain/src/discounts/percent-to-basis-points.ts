import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'

/**
 * Which integer holds a percentage of 1 to 100 with at most two decimals? 12.5 → 1250. Read from
 * the digits of the number, so 33.33 is 3333 and never 3332.9999.
 */
export function percentToBasisPoints(
  percent: number,
): Result<number, Failure<'percentage_invalid'>> {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(String(percent))
  if (match === null) return fail('percentage_invalid')
  const basisPoints = Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`)
  return basisPoints >= 100 && basisPoints <= 10_000 ? ok(basisPoints) : fail('percentage_invalid')
}

/** The percentage as the API shows it: 1250 → 12.5. For reading only; nothing is computed with it. */
export function basisPointsToPercent(basisPoints: number): number {
  return basisPoints / 100
}
