import { isCurrency } from '@cartwright/domain/money/currency'
import { formatMoney } from '@cartwright/domain/money/format-money'

/** An amount in minor units as the audience reads it: 1999, GBP → `£19.99`. */
export function moneyText(amount: number, currency: string): string {
  return isCurrency(currency) ? formatMoney(amount, currency, 'en-GB') : `${amount} ${currency}`
}
