import type { LineDiscount } from '../discounts/apply-product-discounts.ts'
import type { DiscountClass, DiscountType } from '../discounts/discount.ts'
import type { IneligibleReason } from '../discounts/eligibility.ts'
import type { Currency } from '../money/currency.ts'
import type { RoundingLevel } from '../tax/compute-tax.ts'
import type { TaxLine, TaxRow } from '../tax/tax-row.ts'

/** A cart with every amount decided, in minor units of its currency. */
export interface PricedCart {
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly roundingLevel: RoundingLevel
  readonly lines: readonly PricedLine[]
  readonly shipping: PricedShipping | null
  readonly discounts: readonly PricedDiscount[]
  readonly rejectedDiscounts: readonly RejectedDiscount[]
  readonly totals: CartTotals
  /** Per rate, zero rates included; for showing. */
  readonly taxLines: readonly TaxLine[]
  /** Per line and for shipping, each with its reason; for keeping. */
  readonly taxRows: readonly TaxRow[]
  /** The part of `totals.tax` that is on shipping. */
  readonly shippingTax: number
}

export interface PricedLine {
  readonly id: string
  readonly variantId: string
  readonly productId: string
  readonly quantity: number
  readonly unitPrice: number
  /** unitPrice × quantity. */
  readonly subtotal: number
  /** itemDiscount + orderDiscountShare. */
  readonly discount: number
  readonly itemDiscount: number
  readonly orderDiscountShare: number
  /** Which discount took what off this line. */
  readonly allocations: readonly LineDiscount[]
  /** subtotal − discount; contains the tax where prices do. */
  readonly total: number
  readonly tax: number
}

export interface PricedShipping {
  readonly id: string
  readonly name: string
  /** Before discounts; 0 from the method's `freeAbove` on. */
  readonly price: number
  readonly discount: number
  /** price − discount. */
  readonly total: number
  readonly tax: number
}

export interface PricedDiscount {
  readonly discountId: string
  readonly code: string | null
  readonly title: string
  readonly type: DiscountType
  readonly class: DiscountClass
  readonly amount: number
}

/** `not_combinable`: others leave the buyer paying less. `no_saving`: it takes nothing off this cart. */
export type RejectionReason = IneligibleReason | 'not_combinable' | 'no_saving'

export interface RejectedDiscount {
  readonly discountId: string
  /** null for one that applies without a code; the buyer never asked for it. */
  readonly code: string | null
  readonly reason: RejectionReason
}

/** total = subtotal − itemDiscount − orderDiscount + shipping − shippingDiscount, + tax unless included. */
export interface CartTotals {
  readonly subtotal: number
  readonly itemDiscount: number
  readonly orderDiscount: number
  readonly shipping: number
  readonly shippingDiscount: number
  readonly tax: number
  readonly total: number
}
