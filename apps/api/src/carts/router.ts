import { addCartItem } from './add-cart-item.ts'
import { applyDiscount } from './apply-discount.ts'
import { createCart } from './create-cart.ts'
import { getCart } from './get-cart.ts'
import { listShippingMethods } from './list-shipping-methods.ts'
import { removeCartItem } from './remove-cart-item.ts'
import { removeDiscount } from './remove-discount.ts'
import { selectShippingMethod } from './select-shipping-method.ts'
import { updateCartItem } from './update-cart-item.ts'
import { updateCart } from './update-cart.ts'

/** Part of `storefront`. */
export const storefrontCart = {
  createCart,
  getCart,
  updateCart,
  addCartItem,
  updateCartItem,
  removeCartItem,
  applyDiscount,
  removeDiscount,
  listShippingMethods,
  selectShippingMethod,
}
