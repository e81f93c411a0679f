import { currencyForm } from './currency.ts'
import type { Currency } from './currency.ts'

/** How many digits follow the decimal point: GBP 2 (1999 is £19.99), JPY 0, KWD 3. */
export function minorDigits(currency: Currency): 0 | 2 | 3 {
  return currencyForm(currency).minorDigits
}
