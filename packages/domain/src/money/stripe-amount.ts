import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { isChargeable } from './charge-step.ts'
import { currencyForm } from './currency.ts'
import type { Currency } from './currency.ts'

export type StripeAmountFailure = Failure<
  'amount_not_chargeable',
  { readonly amount: number; readonly currency: Currency }
>

function scale(currency: Currency): number {
  const { minorDigits, stripeDigits } = currencyForm(currency)
  return 10 ** (stripeDigits - minorDigits)
}

/**
 * Which integer does Stripe take for our amount? The same one, except for UGX and ISK, which have
 * no fraction but are sent with two zeros: UGX 5 → 500. A three-decimal amount must end in 0, so
 * KWD 1.234 is `amount_not_chargeable`, and so is anything negative or beyond 2^53 − 1.
 */
export function toStripeAmount(
  amount: number,
  currency: Currency,
): Result<number, StripeAmountFailure> {
  const sent = amount * scale(currency)
  return isChargeable(amount, currency) && Number.isSafeInteger(sent)
    ? ok(sent)
    : fail('amount_not_chargeable', { amount, currency })
}

/** Which of our amounts is this integer from Stripe? The inverse of `toStripeAmount`. */
export function fromStripeAmount(
  amount: number,
  currency: Currency,
): Result<number, StripeAmountFailure> {
  const factor = scale(currency)
  return Number.isSafeInteger(amount) && amount >= 0 && amount % factor === 0
    ? ok(amount / factor)
    : fail('amount_not_chargeable', { amount, currency })
}
