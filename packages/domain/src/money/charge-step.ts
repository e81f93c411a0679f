import { currencyForm } from './currency.ts'
import type { Currency } from './currency.ts'

/**
 * The smallest difference between two chargeable amounts, in minor units: 10 for three-decimal
 * currencies, whose last digit Stripe wants to be 0 (KWD 1.230, never 1.234), else 1.
 */
export function chargeStep(currency: Currency): 1 | 10 {
  return currencyForm(currency).minorDigits === 3 ? 10 : 1
}

/** Can exactly this amount be charged? Ask it of every price and fee a store enters. */
export function isChargeable(amount: number, currency: Currency): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount % chargeStep(currency) === 0
}
