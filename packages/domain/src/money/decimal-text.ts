import type { Currency } from './currency.ts'
import { minorDigits } from './minor-digits.ts'

/**
 * How is an amount written as a plain decimal? 1999 GBP → `19.99`, −5 GBP → `-0.05`, 500 JPY →
 * `500`. Made by moving the point in the digits, so no float ever holds it.
 */
export function decimalText(amount: number, currency: Currency): string {
  const digits = minorDigits(currency)
  const sign = amount < 0 ? '-' : ''
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const point = text.length - digits
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, point)}.${text.slice(point)}`
}
