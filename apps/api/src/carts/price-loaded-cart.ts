import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import type { LoadedLine } from '@cartwright/db/queries/cart-rows'
import type { StoreSettings } from '@cartwright/db/queries/store-settings'
import { priceSentCart } from '@cartwright/domain/carts/price-sent-cart'
import { supplyLines } from '@cartwright/domain/carts/supply-lines'
import { type Currency, isCurrency } from '@cartwright/domain/money/currency'
import type { Place } from '@cartwright/domain/places/place'
import type { PricedCart, RejectionReason } from '@cartwright/domain/pricing/priced-cart'
import type { ShippingQuote } from '@cartwright/domain/shipping/quote-shipping'

import { type CartNotice, noticesOf } from './cart-notices.ts'

export interface CartPricing {
  /** Only what can be had now; a line short of stock counts with what is left. */
  readonly priced: PricedCart
  /** Every line of the cart, in its order. */
  readonly lines: readonly CartLine[]
  readonly notices: readonly CartNotice[]
  readonly rejectedDiscounts: readonly RejectedCode[]
  /** Not empty: the buyer cannot have what the cart asks for, so it must not be checked out. */
  readonly shortages: readonly CartShortage[]
  /** How the cart can be sent to its destination. */
  readonly quotes: readonly ShippingQuote[]
}

export interface CartLine extends LoadedLine {
  /** What the buyer gets; 0: none of it can be had. At most `quantity`. */
  readonly suppliedQuantity: number
  readonly availableQuantity: number | null
  /** The present price; the last one seen where the variant is gone. */
  readonly unitPrice: number
}

export interface RejectedCode {
  readonly code: string
  readonly reason: RejectionReason | 'not_found'
}

/** As `details.items` of out_of_stock. */
export interface CartShortage {
  readonly itemId: string | null
  readonly variantId: string
  readonly requested: number
  readonly available: number
}

export interface PricingOptions {
  readonly now: Date
  /** Where it would be sent, instead of the cart's address. */
  readonly destination?: Place
}

/** What does this cart cost now, what of it can be had, and what should its buyer be told? Pure.
 *
 *  Until an address is known it is priced as if sent within the store's country. Lines that are not
 *  for sale any more stay, count nothing and are a shortage. */
export function priceLoadedCart(
  cart: LoadedCart,
  store: StoreSettings,
  { now, destination }: PricingOptions,
): CartPricing {
  const currency = currencyOf(store)
  const lines = suppliedLines(cart)
  const { priced, quotes } = priceSentCart({
    currency,
    taxIncluded: store.taxIncluded,
    roundingLevel: store.taxRounding,
    lines: lines.flatMap(pricedInput),
    discounts: cart.discounts,
    taxRates: cart.taxRates,
    destination: destination ?? cart.shippingAddress ?? { country: store.country },
    now: now.getTime(),
    customerUsage: cart.customerUsage,
    zones: cart.zones,
    shippingMethodId: cart.shippingMethodId,
  })
  return {
    priced,
    lines,
    quotes,
    notices: noticesOf(lines, { currency, locale: store.locale }),
    rejectedDiscounts: rejectedCodes(cart, priced),
    shortages: lines.flatMap(shortageOf),
  }
}

function currencyOf({ currency }: StoreSettings): Currency {
  if (isCurrency(currency)) return currency
  throw new Error(`The store's currency ${currency} is none that can be charged`)
}

function suppliedLines(cart: LoadedCart): readonly CartLine[] {
  const lines = cart.lines.map((line) => ({
    ...line,
    unitPrice: line.live?.price ?? line.seenPrice,
  }))
  const supplied = supplyLines(
    lines.map(({ id, quantity, unitPrice, live }) => ({
      id,
      quantity,
      unitPrice,
      stock: live?.isForSale === true ? live.stock : null,
    })),
  )
  const byId = new Map(supplied.map((line) => [line.id, line]))
  return lines.map((line) => ({
    ...line,
    suppliedQuantity: byId.get(line.id)?.quantity ?? 0,
    availableQuantity: byId.get(line.id)?.availableQuantity ?? null,
  }))
}

function pricedInput(line: CartLine) {
  const { id, variantId, productId, unitPrice, live, suppliedQuantity: quantity } = line
  if (quantity === 0) return []
  const { collectionIds = [], taxCode = null, weightGrams = null } = live ?? {}
  return [{ id, variantId, productId, collectionIds, quantity, unitPrice, taxCode, weightGrams }]
}

function rejectedCodes(cart: LoadedCart, priced: PricedCart): readonly RejectedCode[] {
  const rejected = priced.rejectedDiscounts.flatMap(({ code, reason }) =>
    code === null ? [] : [{ code, reason }],
  )
  return [...rejected, ...cart.unknownCodes.map((code) => ({ code, reason: 'not_found' as const }))]
}

function shortageOf(line: CartLine): CartShortage[] {
  const { id, variantId, quantity, suppliedQuantity } = line
  if (suppliedQuantity === quantity) return []
  return [{ itemId: id, variantId, requested: quantity, available: suppliedQuantity }]
}
