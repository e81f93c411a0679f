import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { discountClass } from './discount-class.ts'
import { discountStatus } from './discount-status.ts'
import type { Discount } from './discount.ts'
import { lineMatches } from './matching-lines.ts'
import type { DiscountableLine } from './matching-lines.ts'

/** Why a discount may not be used on this cart, whatever else is on it. */
export type IneligibleReason =
  | 'disabled'
  | 'not_started'
  | 'expired'
  | 'usage_limit_reached'
  | 'customer_limit_reached'
  | 'no_matching_items'
  | 'minimum_amount_not_met'
  | 'minimum_quantity_not_met'
  | 'shipping_not_selected'

export interface EligibilityContext {
  readonly lines: readonly DiscountableLine[]
  /** Epoch ms. */
  readonly now: number
  /** How often this customer has used each discount, by discount id; empty while unknown. */
  readonly customerUsage: ReadonlyMap<string, number>
  readonly shippingSelected: boolean
}

function timeOrUsageReason(discount: Discount, now: number): IneligibleReason | null {
  const status = discountStatus(discount, now)
  switch (status) {
    case 'disabled':
    case 'expired':
      return status
    case 'scheduled':
      return 'not_started'
    case 'exhausted':
      return 'usage_limit_reached'
    case 'active':
      return null
  }
}

function contentReason(
  discount: Discount,
  lines: readonly DiscountableLine[],
): IneligibleReason | null {
  const matching = lines.filter((line) => lineMatches(line, discount.appliesTo))
  if (matching.length === 0) return 'no_matching_items'
  const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0)
  if (subtotal < (discount.minimumOrderAmount ?? 0)) return 'minimum_amount_not_met'
  const quantity = matching.reduce((sum, line) => sum + line.quantity, 0)
  if (quantity < (discount.minimumQuantity ?? 0)) return 'minimum_quantity_not_met'
  return null
}

/**
 * May this discount be used on this cart, looked at alone? Minimums are measured before any
 * discount, so the answer does not depend on what else applies. `shipping_not_selected` means
 * "not yet": free shipping has nothing to take off until a method is chosen.
 */
export function eligibility(
  discount: Discount,
  context: EligibilityContext,
): Result<null, Failure<IneligibleReason>> {
  const early = timeOrUsageReason(discount, context.now)
  if (early !== null) return fail(early)
  const used = context.customerUsage.get(discount.id) ?? 0
  if (discount.perCustomerLimit !== null && used >= discount.perCustomerLimit) {
    return fail('customer_limit_reached')
  }
  const late = contentReason(discount, context.lines)
  if (late !== null) return fail(late)
  const isShipping = discountClass(discount.kind.type, discount.appliesTo.scope) === 'shipping'
  if (isShipping && !context.shippingSelected) return fail('shipping_not_selected')
  return ok(null)
}
