export interface PriceRange {
  readonly min: number
  readonly max: number
}

/** Between which prices does a product sell? null without a variant. */
export function priceRange(prices: readonly number[]): PriceRange | null {
  const [first] = prices
  if (first === undefined) return null
  return prices.reduce(
    ({ min, max }, price) => ({ min: Math.min(min, price), max: Math.max(max, price) }),
    { min: first, max: first },
  )
}
