import type { Currency } from './currency.ts'
import { decimalText } from './decimal-text.ts'
import { minorDigits } from './minor-digits.ts'

const FALLBACK_LOCALE = 'en-GB'

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

function knownLocale(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? FALLBACK_LOCALE
  } catch {
    return FALLBACK_LOCALE
  }
}

/**
 * How does a reader of this locale see the amount? 1999, GBP, en-GB → `£19.99`. The formatter is
 * given the decimal text, which it reads exactly, so the largest amount keeps its last digit. A
 * locale that is malformed or unknown is read as en-GB.
 */
export function formatMoney(amount: number, currency: Currency, locale: string): string {
  const digits = minorDigits(currency)
  const text = decimalText(amount, currency)
  const format = new Intl.NumberFormat(knownLocale(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return isDecimal(text) ? format.format(text) : text
}
