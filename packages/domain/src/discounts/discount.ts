import type { FixedAmount } from './kinds/fixed-amount.ts'
import type { FreeShipping } from './kinds/free-shipping.ts'
import type { Percentage } from './kinds/percentage.ts'

/** What a discount lowers: single lines, the merchandise as a whole, or the shipping charge. */
export type DiscountClass = 'product' | 'order' | 'shipping'

/** What a discount gives. A new kind is a file in kinds/, a member here, and what the compiler then asks for. */
export type DiscountKind = Percentage | FixedAmount | FreeShipping

export type DiscountType = DiscountKind['type']

/** Which lines a discount looks at. */
export type DiscountScope =
  | { readonly scope: 'order' }
  | { readonly scope: 'products'; readonly ids: readonly string[] }
  | { readonly scope: 'collections'; readonly ids: readonly string[] }

/** When, how often and on what a discount may be used; amounts in minor units, times as epoch ms. */
export interface DiscountTerms {
  readonly id: string
  /** null: applied to every cart that meets the terms, without a code. */
  readonly code: string | null
  readonly title: string
  readonly isActive: boolean
  readonly usageLimit: number | null
  readonly usedCount: number
  readonly perCustomerLimit: number | null
  /** The first moment at which it works; null: always has. */
  readonly startsAt: number | null
  /** The first moment at which it no longer works; null: never ends. */
  readonly endsAt: number | null
  /** Of the whole cart, before any discount. */
  readonly minimumOrderAmount: number | null
  /** Of the units the scope covers. */
  readonly minimumQuantity: number | null
  readonly appliesTo: DiscountScope
  readonly combinesWith: readonly DiscountClass[]
}

export type Discount = DiscountTerms & { readonly kind: DiscountKind }
