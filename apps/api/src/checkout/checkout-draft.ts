import type { CheckoutDraft } from '@cartwright/db/json-columns'
import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import {
  type LineSnapshot,
  orderFromCart,
  type OrderFromCartFailure,
} from '@cartwright/domain/orders/order-from-cart'
import { ok, type Result } from '@cartwright/domain/result'

import { imageUrlOf } from '../carts/cart-resource.ts'
import type { CartLine, CartPricing } from '../carts/price-loaded-cart.ts'
import type { CheckoutContext, CheckoutInput } from './checkout-context.ts'

interface PricedForCheckout {
  readonly cart: LoadedCart
  readonly pricing: CartPricing
}

/** Everything the order will be, as it is now: whatever happens to prices, goods and discounts while
 *  the buyer pays, this is what was agreed. */
export function checkoutDraft(
  ctx: Pick<CheckoutContext, 'storage'>,
  input: Pick<CheckoutInput, 'successUrl' | 'cancelUrl'>,
  { cart, pricing }: PricedForCheckout,
): Result<CheckoutDraft, OrderFromCartFailure> {
  const draft = orderFromCart({
    cart: pricing.priced,
    snapshots: pricing.lines.map((line) => snapshot(ctx, line)),
    shippingAddress: cart.shippingAddress,
    billingAddress: null,
  })
  const { successUrl, cancelUrl } = input
  return draft.ok ? ok({ ...draft.value, successUrl, cancelUrl }) : draft
}

function snapshot({ storage }: Pick<CheckoutContext, 'storage'>, line: CartLine): LineSnapshot {
  const { title, variantTitle, sku, personalisation, live } = line
  return {
    cartItemId: line.id,
    title,
    variantTitle,
    sku,
    imageUrl: imageUrlOf(line, (key) => storage.publicUrl(key)),
    personalisation,
    stockTracked: live?.stock.trackInventory === true,
  }
}
