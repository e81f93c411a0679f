import type { cart as cartSchema } from '@cartwright/contract/resources/cart'
import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import type { PricedDiscount, PricedLine } from '@cartwright/domain/pricing/priced-cart'
import type { TaxLine } from '@cartwright/domain/tax/tax-row'
import type { z } from 'zod'

import type { CartLine, CartPricing } from './price-loaded-cart.ts'

export type CartResource = z.input<typeof cartSchema>

export interface PricedLoadedCart {
  readonly cart: LoadedCart
  readonly pricing: CartPricing
  /** Where the picture with this storage key is read. */
  readonly imageUrl: (key: string) => string
}

/** The cart as buyers see it. */
export function cartResource({ cart, pricing, imageUrl }: PricedLoadedCart): CartResource {
  const { priced, lines, notices, rejectedDiscounts } = pricing
  const { shipping, totals, taxIncluded, currency } = priced
  const pricedById = new Map(priced.lines.map((line) => [line.id, line]))
  return {
    ...cartFacts(cart),
    currency,
    items: lines.map((line) => itemResource(line, pricedById.get(line.id), imageUrl)),
    discounts: priced.discounts.map(discountResource),
    rejectedDiscounts: [...rejectedDiscounts],
    shippingMethod: shipping && { id: shipping.id, name: shipping.name, price: shipping.price },
    totals,
    taxIncluded,
    taxLines: priced.taxLines.map(taxLineResource),
    notices: [...notices],
  }
}

export function discountResource({ code, title, type, amount }: PricedDiscount) {
  return { code, title, type, amount }
}

export function taxLineResource({ name, rateBasisPoints, amount }: TaxLine) {
  return { name, rateBasisPoints, amount }
}

/** What is shown of a cart whatever it costs. */
export function cartFacts(cart: LoadedCart) {
  const { id, status, shippingAddress, customerEmail, note, version } = cart
  return {
    id,
    status,
    shippingAddress,
    customerEmail,
    note,
    version,
    expiresAt: cart.expiresAt.toISOString(),
    createdAt: cart.createdAt.toISOString(),
    updatedAt: cart.updatedAt.toISOString(),
  }
}

/** Amounts of a line nothing can be had of. */
const NOTHING = { subtotal: 0, discount: 0, total: 0, tax: 0 }

function itemResource(
  line: CartLine,
  priced: PricedLine | undefined,
  imageUrl: PricedLoadedCart['imageUrl'],
): CartResource['items'][number] {
  const { id, variantId, productId, productSlug, title, variantTitle, sku, unitPrice, live } = line
  const { subtotal, discount, total, tax } = priced ?? NOTHING
  return {
    id,
    variantId,
    productId,
    productSlug,
    title,
    variantTitle,
    sku,
    imageUrl: imageUrlOf(line, imageUrl),
    quantity: line.suppliedQuantity === 0 ? line.quantity : line.suppliedQuantity,
    unitPrice,
    compareAtPrice: live?.compareAtPrice ?? null,
    subtotal,
    discount,
    total,
    tax,
    available: line.suppliedQuantity > 0,
    availableQuantity: line.availableQuantity,
    personalisation: recordOrNull(line.personalisation),
  }
}

/** The picture of a line; null when it has none. */
export function imageUrlOf(
  line: Pick<CartLine, 'live'>,
  imageUrl: PricedLoadedCart['imageUrl'],
): string | null {
  const key = line.live?.imageKey ?? null
  return key === null ? null : imageUrl(key)
}

/** Answers of a form, by field. */
export function recordOrNull(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
