import type { PriceCartInput } from './price-cart.ts'

/** The largest amount Stripe takes in any currency has twelve digits. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const MAX_AMOUNT = 999_999_999_999

/** No tax rate a store can enter more than doubles an amount. */
const MOST_WITH_TAX = 2n

/**
 * Can this cart be priced and charged at all? Its lines, shipping and the most tax imaginable stay
 * within `MAX_AMOUNT`, and so every sum within the exact integers. Ask before adding to a cart.
 */
export function amountsFit(
  lines: readonly { readonly unitPrice: number; readonly quantity: number }[],
  shipping: PriceCartInput['shipping'] = null,
): boolean {
  const merchandise = lines.reduce(
    (sum, line) => sum + BigInt(line.unitPrice) * BigInt(line.quantity),
    BigInt(shipping?.price ?? 0),
  )
  return merchandise * MOST_WITH_TAX <= BigInt(MAX_AMOUNT)
}
