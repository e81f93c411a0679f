import type { DiscountScope } from './discount.ts'

/** What a discount needs to know of a cart line; `subtotal` is before any discount. */
export interface DiscountableLine {
  readonly id: string
  readonly productId: string
  readonly collectionIds: readonly string[]
  readonly quantity: number
  readonly subtotal: number
}

/** Is this line one the discount looks at? */
export function lineMatches(line: DiscountableLine, appliesTo: DiscountScope): boolean {
  switch (appliesTo.scope) {
    case 'order':
      return true
    case 'products':
      return appliesTo.ids.includes(line.productId)
    case 'collections':
      return appliesTo.ids.some((id) => line.collectionIds.includes(id))
  }
}
