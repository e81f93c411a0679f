import type { EnteredPrice } from '../operation/refuse-unchargeable.ts'

interface PricedRequest {
  readonly price?: number | undefined
  readonly variants?: readonly { readonly price?: number | undefined }[] | undefined
}

/** Every price that a request about a product names. */
export function enteredPrices({ price, variants = [] }: PricedRequest): readonly EnteredPrice[] {
  return [
    { path: ['price'], amount: price },
    ...variants.map((variant, index) => ({
      path: ['variants', index, 'price'],
      amount: variant.price,
    })),
  ]
}
