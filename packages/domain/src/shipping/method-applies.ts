import type { ShippingMethod } from './shipping-zone.ts'

export interface Parcel {
  readonly weightGrams: number
  /** Discounted merchandise, in minor units. */
  readonly merchandise: number
}

function within(value: number, min: number | null, max: number | null): boolean {
  return (min === null || value >= min) && (max === null || value <= max)
}

/** May this parcel go by this method? Its weight and its merchandise lie within the method's bounds. */
export function methodApplies(method: ShippingMethod, parcel: Parcel): boolean {
  return (
    within(parcel.weightGrams, method.minWeightGrams, method.maxWeightGrams) &&
    within(parcel.merchandise, method.minSubtotal, method.maxSubtotal)
  )
}
