import type { EnteredPrice } from '../../operation/refuse-unchargeable.ts'

/** The prices that a request about a shipping zone names. */
export function methodPrices(
  methods: readonly { readonly price: number }[] = [],
): readonly EnteredPrice[] {
  return methods.map(({ price }, index) => ({ path: ['methods', index, 'price'], amount: price }))
}
