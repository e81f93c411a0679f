import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'

export interface Gtin {
  /** As typed, but for spaces at the ends. */
  readonly typed: string
  /** Fourteen digits, padded with zeros: equal for every way of writing one number. */
  readonly key14: string
}

/**
 * Which check digit closes these digits? From the right, weights 3, 1, 3, 1…; what is missing to
 * the next ten: 629104150021 → 3. http://www.gs1.org/barcodes/support/check_digit_calculator
 */
export function gtinCheckDigit(digits: string): number {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/**
 * Is this a GTIN of 8, 12, 13 or 14 digits with a right check digit? Spaces and hyphens between
 * digits are allowed. `gtin_invalid` otherwise, all zeros included.
 */
export function parseGtin(text: string): Result<Gtin, Failure<'gtin_invalid'>> {
  const typed = text.trim()
  const digits = typed.replaceAll(/(?<=\d)[ -](?=\d)/g, '')
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return fail('gtin_invalid')
  return gtinCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1))
    ? ok({ typed, key14: digits.padStart(14, '0') })
    : fail('gtin_invalid')
}
