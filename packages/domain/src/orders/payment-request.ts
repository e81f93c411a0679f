import { toStripeAmount } from '../money/stripe-amount.ts'
import type { StripeAmountFailure } from '../money/stripe-amount.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { OrderDraft, OrderLineDraft } from './order-from-cart.ts'

export interface PaymentLine {
  readonly name: string
  readonly amount: number
  readonly description?: string
  readonly imageUrl?: string
}

/** What the payment page asks for, in the integers the payment provider takes. */
export interface PaymentRequest {
  readonly currency: string
  readonly lines: readonly PaymentLine[]
  readonly shipping: { readonly name: string; readonly amount: number } | null
  /** Lines and shipping, to the last unit. */
  readonly expectedTotal: number
}

type Draft = Pick<
  OrderDraft<unknown>,
  'currency' | 'taxIncluded' | 'totals' | 'shippingTax' | 'lines' | 'shippingMethod'
>

/** `3 × Mug` for three of them; the page shows one amount for the line. */
function lineName({ quantity, title }: OrderLineDraft): string {
  return quantity === 1 ? title : `${quantity} × ${title}`
}

function isPublicImage(url: string | null): url is string {
  return url !== null && url.startsWith('https://')
}

/**
 * What must the buyer pay for, line by line, so that the payment page's sum is the order's total?
 * Each line and the shipping after discounts, and with their tax where prices exclude it: two mugs
 * at 10.00 less 1.00, 20 % excluded → one line of 22.80.
 */
export function paymentRequest(draft: Draft): Result<PaymentRequest, StripeAmountFailure> {
  const { currency, taxIncluded, totals, shippingMethod } = draft
  const lines: PaymentLine[] = []
  for (const line of draft.lines) {
    const amount = toStripeAmount(line.total + (taxIncluded ? 0 : line.tax), currency)
    if (!amount.ok) return amount
    lines.push({
      name: lineName(line),
      amount: amount.value,
      ...(line.variantTitle === '' ? {} : { description: line.variantTitle }),
      ...(isPublicImage(line.imageUrl) ? { imageUrl: line.imageUrl } : {}),
    })
  }
  const shippingTotal = totals.shipping - totals.shippingDiscount
  const shipping = toStripeAmount(shippingTotal + (taxIncluded ? 0 : draft.shippingTax), currency)
  if (!shipping.ok) return shipping
  const expectedTotal = toStripeAmount(totals.total, currency)
  if (!expectedTotal.ok) return expectedTotal
  return ok({
    currency,
    lines,
    shipping: shippingMethod && { name: shippingMethod.name, amount: shipping.value },
    expectedTotal: expectedTotal.value,
  })
}
