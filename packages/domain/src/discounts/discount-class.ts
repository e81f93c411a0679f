import type { DiscountClass, DiscountScope, DiscountType } from './discount.ts'

/**
 * Which class does a discount belong to? Free shipping is always `shipping`; anything else is
 * `order` when it looks at the whole order and `product` when it names products or collections.
 */
export function discountClass(type: DiscountType, scope: DiscountScope['scope']): DiscountClass {
  switch (type) {
    case 'free_shipping':
      return 'shipping'
    case 'percentage':
    case 'fixed_amount':
      return scope === 'order' ? 'order' : 'product'
  }
}
