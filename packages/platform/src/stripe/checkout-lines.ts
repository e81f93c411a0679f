import { refused } from './gateway-error.ts'
import type { CheckoutLine, CreateCheckoutSession } from './payment-gateway.ts'

/** Stripe takes no more line items in one session: https://docs.stripe.com/api/checkout/sessions */
const maxLines = 100
const maxNameLength = 250
const maxDescriptionLength = 500

const shorten = (text: string, maxLength: number): string => {
  const characters = Array.from(text.trim())
  return characters.length <= maxLength
    ? characters.join('')
    : `${characters.slice(0, maxLength - 1).join('')}…`
}

const isAmount = (amount: number): boolean => Number.isSafeInteger(amount) && amount >= 0

const sum = (lines: readonly CheckoutLine[]): number =>
  lines.reduce((total, line) => total + line.amount, 0)

/** The 100th line stands for itself and all that follow, so that the sum stays exact. */
const atMostMaxLines = (lines: readonly CheckoutLine[]): readonly CheckoutLine[] => {
  if (lines.length <= maxLines) return lines
  const rest = lines.slice(maxLines - 1)
  return [...lines.slice(0, maxLines - 1), { name: `${rest.length} more items`, amount: sum(rest) }]
}

/**
 * The lines as the payment page can show them, with names cut to its limits and the sum unchanged.
 * Throws `GatewayError` (`total_mismatch`) when lines and shipping are not what we want to charge,
 * or an amount is not a whole number from 0 up; a wrong sum must never reach a payment page.
 */
export const checkoutLines = (
  input: Pick<CreateCheckoutSession, 'lines' | 'shipping' | 'expectedTotal'>,
): readonly CheckoutLine[] => {
  const shippingAmount = input.shipping?.amount ?? 0
  const amounts = [...input.lines.map((line) => line.amount), shippingAmount, input.expectedTotal]
  if (input.lines.length === 0 || !amounts.every(isAmount)) {
    throw refused('invalid_amount', 'A session needs lines with whole amounts from 0 up')
  }
  if (sum(input.lines) + shippingAmount !== input.expectedTotal) {
    throw refused('total_mismatch', 'Lines and shipping do not add up to the expected total')
  }
  return atMostMaxLines(input.lines).map((line) => ({
    ...line,
    name: shorten(line.name, maxNameLength) || 'Item',
    ...(line.description === undefined
      ? {}
      : { description: shorten(line.description, maxDescriptionLength) }),
  }))
}
