import { isChargeable } from '@cartwright/domain/money/charge-step'
import { isCurrency } from '@cartwright/domain/money/currency'

import { invalidInput } from './invalid-input.ts'

export interface EnteredPrice {
  readonly path: readonly (string | number)[]
  /** Minor units; undefined where none was entered. */
  readonly amount: number | undefined
}

/** Ends the operation when a store enters prices that nobody could pay in its currency: 1.234 KWD,
 *  which the payment provider takes in steps of 0.010 only. */
export function refuseUnchargeable(currency: string, prices: readonly EnteredPrice[]): void {
  const issues = prices
    .filter(({ amount }) => amount !== undefined && !canBeCharged(amount, currency))
    .map(({ path }) => ({
      path,
      message: `In ${currency} this cannot be charged: its last digit must be 0.`,
    }))
  if (issues.length > 0) invalidInput(...issues)
}

function canBeCharged(amount: number, currency: string): boolean {
  return isCurrency(currency) && isChargeable(amount, currency)
}
