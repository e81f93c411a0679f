import { compareText } from '../compare-text.ts'
import type { Place } from '../places/place.ts'
import { methodApplies } from './method-applies.ts'
import type { Parcel } from './method-applies.ts'
import { shippingPrice } from './shipping-price.ts'
import type { ShippingMethod, ShippingZone } from './shipping-zone.ts'
import { zonesFor } from './zones-for.ts'

export interface ShippingQuote {
  readonly id: string
  readonly name: string
  readonly description: string | null
  /** What this parcel costs by this method: 0 where the method's `freeAbove` is reached. */
  readonly price: number
  readonly estimatedDays: ShippingMethod['estimatedDays']
  /** The method as the store wrote it, for pricing the cart with it. */
  readonly method: ShippingMethod
}

export interface ShippingRequest {
  readonly zones: readonly ShippingZone[]
  readonly destination: Place
  readonly parcel: Parcel
}

/** How can this parcel be sent there, and for how much? Cheapest first, then by name, then by id. */
export function quoteShipping(request: ShippingRequest): readonly ShippingQuote[] {
  const { zones, destination, parcel } = request
  return zonesFor(zones, destination)
    .flatMap((zone) => zone.methods)
    .filter((method) => methodApplies(method, parcel))
    .map((method) => ({
      id: method.id,
      name: method.name,
      description: method.description,
      price: shippingPrice(method, parcel.merchandise),
      estimatedDays: method.estimatedDays,
      method,
    }))
    .toSorted((a, b) => a.price - b.price || compareText(a.name, b.name) || compareText(a.id, b.id))
}
