import type { CheckoutDraft } from '@cartwright/db/json-columns'
import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'

import {
  cartFacts,
  type CartResource,
  discountResource,
  recordOrNull,
  taxLineResource,
} from './cart-resource.ts'

/** A completed cart as it was paid for: what has changed since does not reach it. */
export function paidCartResource(cart: LoadedCart, draft: CheckoutDraft): CartResource {
  const { currency, totals, taxIncluded, shippingMethod } = draft
  const slugs = new Map(cart.lines.map((line) => [line.id, line.productSlug]))
  return {
    ...cartFacts(cart),
    currency,
    items: draft.lines.map((line) => itemResource(line, slugs.get(line.cartItemId) ?? '')),
    discounts: draft.discounts.map(discountResource),
    rejectedDiscounts: [],
    shippingMethod,
    totals,
    taxIncluded,
    taxLines: draft.taxLines.map(taxLineResource),
    notices: [],
  }
}

function itemResource(
  line: CheckoutDraft['lines'][number],
  productSlug: string,
): CartResource['items'][number] {
  const { cartItemId: id, variantId, productId, title, variantTitle, sku, imageUrl } = line
  const { quantity, unitPrice, subtotal, discount, total, tax } = line
  return {
    id,
    variantId,
    productId,
    productSlug,
    title,
    variantTitle,
    sku,
    imageUrl,
    quantity,
    unitPrice,
    compareAtPrice: null,
    subtotal,
    discount,
    total,
    tax,
    available: true,
    availableQuantity: null,
    personalisation: recordOrNull(line.personalisation),
  }
}
