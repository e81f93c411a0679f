import { discountClass } from './discount-class.ts'
import type { Discount } from './discount.ts'

/**
 * May two discounts be used on one cart? Each must name the other's class; the default is none.
 * Shopify's model: https://shopify.dev/docs/api/admin-graphql/latest/objects/DiscountCombinesWith
 */
export function canCombine(a: Discount, b: Discount): boolean {
  return (
    a.combinesWith.includes(discountClass(b.kind.type, b.appliesTo.scope)) &&
    b.combinesWith.includes(discountClass(a.kind.type, a.appliesTo.scope))
  )
}
