import { shippingPrice } from '../shipping/shipping-price.ts'
import { applyOrderDiscounts } from './apply-order-discounts.ts'
import { applyProductDiscounts } from './apply-product-discounts.ts'
import type { LineDiscount } from './apply-product-discounts.ts'
import { discountClass } from './discount-class.ts'
import type { Discount, DiscountClass } from './discount.ts'
import { freeShippingSaving } from './kinds/free-shipping.ts'
import type { DiscountableLine } from './matching-lines.ts'

/** The shipping method chosen, as far as pricing needs it. */
export interface ShippingCharge {
  readonly price: number
  readonly freeAbove?: number | null
}

export interface DiscountedLine {
  readonly itemDiscount: number
  readonly orderDiscountShare: number
  /** Every discount that took something off this line; sums to both figures above. */
  readonly allocations: readonly LineDiscount[]
}

export interface AppliedDiscounts {
  /** In the order of the lines given. */
  readonly lines: readonly DiscountedLine[]
  /** What each discount takes off in all, by discount id. */
  readonly amounts: ReadonlyMap<string, number>
  /** Merchandise after all discounts. */
  readonly merchandise: number
  readonly shippingPrice: number
  readonly shippingDiscount: number
}

export interface DiscountApplication {
  readonly lines: readonly DiscountableLine[]
  /** Eligible, and allowed together. */
  readonly discounts: readonly Discount[]
  readonly shipping: ShippingCharge | null
  readonly step: number
}

function ofClass(discounts: readonly Discount[], wanted: DiscountClass): readonly Discount[] {
  return discounts.filter(
    ({ kind, appliesTo }) => discountClass(kind.type, appliesTo.scope) === wanted,
  )
}

function shippingSaving(discount: Discount, price: number): number {
  return discount.kind.type === 'free_shipping' ? freeShippingSaving(discount.kind, price) : 0
}

/**
 * What do these discounts, used together, take off? Products first, then the order on what is
 * left, then shipping, whose price may itself depend on the merchandise left.
 */
export function applyDiscounts(application: DiscountApplication): AppliedDiscounts {
  const { lines, discounts, shipping, step } = application
  const byLine = applyProductDiscounts(lines, ofClass(discounts, 'product'), step)
  const remaining = lines.map((line, i) => line.subtotal - (byLine[i]?.amount ?? 0))
  const byOrder = applyOrderDiscounts(remaining, ofClass(discounts, 'order'), step)
  const amounts = new Map<string, number>()
  const discountedLines = lines.map((_line, i): DiscountedLine => {
    const item = byLine[i] ?? null
    const shares = byOrder.map(({ discountId, shares }) => ({ discountId, amount: shares[i] ?? 0 }))
    const allocations = [...(item === null ? [] : [item]), ...shares].filter((a) => a.amount > 0)
    for (const { discountId, amount } of allocations) {
      amounts.set(discountId, (amounts.get(discountId) ?? 0) + amount)
    }
    return {
      itemDiscount: item?.amount ?? 0,
      orderDiscountShare: shares.reduce((sum, share) => sum + share.amount, 0),
      allocations,
    }
  })
  const merchandise = remaining.reduce((sum, amount) => sum + amount, 0)
  const left = merchandise - byOrder.reduce((sum, discount) => sum + discount.amount, 0)
  const price = shipping === null ? 0 : shippingPrice(shipping, left)
  const free = ofClass(discounts, 'shipping')[0]
  const shippingDiscount = free === undefined ? 0 : shippingSaving(free, price)
  if (free !== undefined && shippingDiscount > 0) amounts.set(free.id, shippingDiscount)
  return {
    lines: discountedLines,
    amounts,
    merchandise: left,
    shippingPrice: price,
    shippingDiscount,
  }
}
