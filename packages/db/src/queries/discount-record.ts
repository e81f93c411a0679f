import type {
  Discount,
  DiscountClass,
  DiscountKind,
  DiscountScope,
  DiscountType,
} from '@cartwright/domain/discounts/discount'

/** A discount as it is stored; times as epoch ms. */
export interface DiscountRecord {
  readonly id: string
  readonly code: string | null
  readonly codeKey: string | null
  readonly title: string
  readonly type: DiscountType
  /** Hundredths of a percent, or minor units. */
  readonly value: number
  readonly isActive: boolean
  readonly usageLimit: number | null
  readonly usedCount: number
  readonly perCustomerLimit: number | null
  readonly startsAt: number | null
  readonly endsAt: number | null
  readonly minimumOrderAmount: number | null
  readonly minimumQuantity: number | null
  readonly scope: DiscountScope['scope']
  readonly targetIds: readonly string[]
  readonly combinesWith: readonly DiscountClass[]
}

/** The stored discount in the terms prices are decided in. */
export function toDiscount(record: DiscountRecord): Discount {
  const { type, value, scope, targetIds, codeKey: _codeKey, ...terms } = record
  return { ...terms, kind: kindOf(type, value), appliesTo: scopeOf(scope, targetIds) }
}

function kindOf(type: DiscountType, value: number): DiscountKind {
  switch (type) {
    case 'percentage':
      return { type, basisPoints: value }
    case 'fixed_amount':
      return { type, amount: value }
    case 'free_shipping':
      return { type }
  }
}

function scopeOf(scope: DiscountScope['scope'], ids: readonly string[]): DiscountScope {
  return scope === 'order' ? { scope } : { scope, ids }
}
