// Stripe's own exponents, which for a few currencies differ from ISO 4217.
// Source: https://docs.stripe.com/currencies#zero-decimal
const NO_DECIMALS = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
)
const THREE_DECIMALS = new Set('bhd jod kwd omr tnd'.split(' '))

function decimals(currency: string): number {
  if (NO_DECIMALS.has(currency)) return 0
  return THREE_DECIMALS.has(currency) ? 3 : 2
}

/**
 * An amount in minor units as people read it: `formatMoney(123456, 'gbp')` → `£1,234.56`. Splits
 * the integer instead of dividing, so every unit is shown exactly.
 */
export function formatMoney(amount: number, currency: string): string {
  const digits = decimals(currency)
  const scale = 10n ** BigInt(digits)
  const units = BigInt(Math.abs(amount))
  const fraction = (units % scale).toString().padStart(digits, '0')
  const parts = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).formatToParts(units / scale)
  const text = parts.map(({ type, value }) => (type === 'fraction' ? fraction : value)).join('')
  return amount < 0 ? `-${text}` : text
}
