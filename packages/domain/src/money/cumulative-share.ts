import { divideRounded } from './divide-rounded.ts'

export interface CumulativeShare {
  /** What all units together are worth, in minor units. */
  readonly amount: number
  /** How many units the amount covers. */
  readonly units: number
  /** How many of them were taken earlier. */
  readonly takenBefore: number
  /** How many are taken now. */
  readonly taken: number
  /** The currency's charge step; used when the amount is a multiple of it. */
  readonly step?: number
}

/**
 * What are the next so many units of a line worth? What the units taken so far are worth after,
 * less what they were worth before, so that rounding never accumulates and the last unit closes
 * the amount exactly: 100 over 3 units, one at a time → 33, 34, 33.
 */
export function cumulativeShare(share: CumulativeShare): number {
  const { amount, units, takenBefore, taken, step = 1 } = share
  const unit = amount % step === 0 ? step : 1
  const worth = (count: number) => divideRounded(BigInt(amount) * BigInt(count), units, unit)
  return worth(takenBefore + taken) - worth(takenBefore)
}
