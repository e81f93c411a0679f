/** The shipping charge off. */
export interface FreeShipping {
  readonly type: 'free_shipping'
}

/** What it takes off the shipping charge: all of it. */
export function freeShippingSaving(_kind: FreeShipping, shippingPrice: number): number {
  return shippingPrice
}
