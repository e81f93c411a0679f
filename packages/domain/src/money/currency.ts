/** Charged without a fractional part. https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = [
  ...(['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND'] as const),
  ...(['VUV', 'XAF', 'XOF', 'XPF'] as const),
] as const

/**
 * Have no fractional part either, but Stripe keeps an older two-digit form for them whose last two
 * digits must be 00. https://docs.stripe.com/currencies#special-cases
 */
const ZERO_DECIMAL_SENT_AS_TWO = ['ISK', 'UGX'] as const

/** Thousandths, of which Stripe wants the last digit to be 0. */
const THREE_DECIMAL = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'] as const

const TWO_DECIMAL = [
  ...(['AED', 'AFN', 'ALL', 'AMD', 'ANG', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM'] as const),
  ...(['BBD', 'BDT', 'BGN', 'BMD', 'BND', 'BOB', 'BRL', 'BSD', 'BWP', 'BYN', 'BZD'] as const),
  ...(['CAD', 'CDF', 'CHF', 'CNY', 'COP', 'CRC', 'CVE', 'CZK', 'DKK', 'DOP', 'DZD'] as const),
  ...(['EGP', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GIP', 'GMD', 'GTQ', 'GYD'] as const),
  ...(['HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'JMD', 'KES', 'KGS', 'KHR'] as const),
  ...(['KYD', 'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MKD', 'MMK'] as const),
  ...(['MNT', 'MOP', 'MUR', 'MVR', 'MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO'] as const),
  ...(['NOK', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'QAR', 'RON'] as const),
  ...(['RSD', 'RUB', 'SAR', 'SBD', 'SCR', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD'] as const),
  ...(['STD', 'SZL', 'THB', 'TJS', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'USD'] as const),
  ...(['UYU', 'UZS', 'WST', 'XCD', 'XCG', 'YER', 'ZAR', 'ZMW'] as const),
] as const

/** Every currency a store may sell in: those Stripe can charge, upper-case ISO 4217. */
export const CURRENCIES = [
  ...ZERO_DECIMAL,
  ...ZERO_DECIMAL_SENT_AS_TWO,
  ...TWO_DECIMAL,
  ...THREE_DECIMAL,
] as const

export type Currency = (typeof CURRENCIES)[number]

export interface CurrencyForm {
  /** Digits after the decimal point in our own integers. */
  readonly minorDigits: 0 | 2 | 3
  /** Digits after the decimal point in the integers Stripe takes. */
  readonly stripeDigits: 0 | 2 | 3
}

const FORMS: ReadonlyMap<string, CurrencyForm> = new Map<string, CurrencyForm>([
  ...ZERO_DECIMAL.map((code) => [code, { minorDigits: 0, stripeDigits: 0 }] as const),
  ...ZERO_DECIMAL_SENT_AS_TWO.map((code) => [code, { minorDigits: 0, stripeDigits: 2 }] as const),
  ...THREE_DECIMAL.map((code) => [code, { minorDigits: 3, stripeDigits: 3 }] as const),
])

const TWO_DIGITS: CurrencyForm = { minorDigits: 2, stripeDigits: 2 }

const KNOWN: ReadonlySet<string> = new Set(CURRENCIES)

/** Is this a currency a store may sell in? Upper-case only: `gbp` is not. */
export function isCurrency(code: string): code is Currency {
  return KNOWN.has(code)
}

/** How an amount of this currency is written as an integer, here and at Stripe. */
export function currencyForm(currency: Currency): CurrencyForm {
  return FORMS.get(currency) ?? TWO_DIGITS
}
