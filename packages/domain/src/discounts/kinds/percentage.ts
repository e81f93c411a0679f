import { percentageOf } from '../../money/percentage-of.ts'

/** A share off: 1250 basis points are 12.5 %. */
export interface Percentage {
  readonly type: 'percentage'
  readonly basisPoints: number
}

/** What a percentage takes off an amount: 12.5 % of 999 → 125. */
export function percentageSaving(kind: Percentage, amount: number, step: number): number {
  return Math.min(amount, percentageOf(amount, kind.basisPoints, step))
}
