/** One way to send a parcel. Weights in grams, prices and subtotals in minor units, bounds inclusive. */
export interface ShippingMethod {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly price: number
  /** Free once the discounted merchandise reaches this. */
  readonly freeAbove: number | null
  readonly minWeightGrams: number | null
  readonly maxWeightGrams: number | null
  readonly minSubtotal: number | null
  readonly maxSubtotal: number | null
  readonly estimatedDays: { readonly min: number; readonly max: number } | null
}

/** Where a store ships, and how. */
export interface ShippingZone {
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2; `['*']` is the rest of the world. */
  readonly countries: readonly string[]
  /** null or empty: the countries as a whole. */
  readonly regions: readonly string[] | null
  readonly methods: readonly ShippingMethod[]
}
