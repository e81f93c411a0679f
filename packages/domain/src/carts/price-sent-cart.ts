import type { Place } from '../places/place.ts'
import { amountsFit } from '../pricing/amounts-fit.ts'
import { priceCart } from '../pricing/price-cart.ts'
import type { CartLineInput, PriceCartInput } from '../pricing/price-cart.ts'
import type { PricedCart } from '../pricing/priced-cart.ts'
import { parcelWeightGrams } from '../shipping/parcel-weight.ts'
import { quoteShipping } from '../shipping/quote-shipping.ts'
import type { ShippingQuote } from '../shipping/quote-shipping.ts'
import type { ShippingZone } from '../shipping/shipping-zone.ts'

export interface SentCart extends Omit<PriceCartInput, 'shipping' | 'destination' | 'lines'> {
  readonly lines: readonly (CartLineInput & { readonly weightGrams: number | null })[]
  readonly destination: Place
  readonly zones: readonly ShippingZone[]
  /** The method chosen, whether or not it still serves. */
  readonly shippingMethodId: string | null
}

export interface SentCartPrice {
  /** Without shipping where the chosen method no longer serves this cart and destination. */
  readonly priced: PricedCart
  /** Every method that does serve. */
  readonly quotes: readonly ShippingQuote[]
}

/**
 * What does this cart cost, sent there, and how else could it be sent? Methods are judged by the
 * merchandise as it is discounted before any is chosen, so that choosing one from the list never
 * takes it off the list. One that would make the cart dearer than any payment can be does not serve
 * it. An empty cart is sent nowhere and costs nothing.
 */
export function priceSentCart(cart: SentCart): SentCartPrice {
  const { zones, destination, shippingMethodId, lines } = cart
  const bare = priceCart({ ...cart, shipping: null })
  if (lines.length === 0) return { priced: bare, quotes: [] }
  const merchandise = bare.lines.reduce((sum, line) => sum + line.total, 0)
  const parcel = { weightGrams: parcelWeightGrams(lines), merchandise }
  const quotes = quoteShipping({ zones, destination, parcel }).filter((it) => amountsFit(lines, it))
  const method = quotes.find((quote) => quote.id === shippingMethodId)?.method
  return {
    priced: method === undefined ? bare : priceCart({ ...cart, shipping: method }),
    quotes,
  }
}
