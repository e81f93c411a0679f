import type { CartLineInput, PriceCartInput } from '../src/pricing/price-cart.ts'
import type { TaxRate } from '../src/tax/tax-rate.ts'

/** 20 % for Great Britain, shipping included, but for the terms given. */
export function buildTaxRate(id: string, terms: Partial<TaxRate> = {}): TaxRate {
  return {
    id,
    name: 'VAT',
    country: 'GB',
    region: null,
    rateBasisPoints: 2000,
    taxCode: null,
    appliesToShipping: true,
    ...terms,
  }
}

export function buildLine(
  id: string,
  unitPrice: number,
  terms: Partial<CartLineInput> = {},
): CartLineInput {
  return {
    id,
    variantId: `variant-${id}`,
    productId: `product-${id}`,
    collectionIds: [],
    quantity: 1,
    unitPrice,
    taxCode: null,
    ...terms,
  }
}

/** Two lines (50.00 and 2 × 5.00), 3.99 shipping, 20 % VAT included, to Great Britain, in GBP. */
export function buildCart(terms: Partial<PriceCartInput> = {}): PriceCartInput {
  return {
    currency: 'GBP',
    taxIncluded: true,
    roundingLevel: 'per_line',
    lines: [buildLine('a', 5000), buildLine('b', 500, { quantity: 2 })],
    discounts: [],
    shipping: { id: 'post', name: 'Post', price: 399 },
    taxRates: [buildTaxRate('std')],
    destination: { country: 'GB' },
    now: 1000,
    customerUsage: new Map(),
    ...terms,
  }
}
