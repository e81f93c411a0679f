import { divideRounded } from './divide-rounded.ts'

/**
 * How much is so many basis points of an amount? 12.5 % of 999 → 125. Rounded to `step` where the
 * amount itself is a multiple of it, so that 100 % is always the whole amount.
 */
export function percentageOf(amount: number, basisPoints: number, step = 1): number {
  const unit = amount % step === 0 ? step : 1
  return divideRounded(BigInt(amount) * BigInt(basisPoints), 10_000n, unit)
}
