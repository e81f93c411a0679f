/**
 * What does a method cost for so much discounted merchandise? Nothing from `freeAbove` on: at
 * `freeAbove` 5000, merchandise of 5000 ships free and 4999 does not.
 */
export function shippingPrice(
  method: { readonly price: number; readonly freeAbove?: number | null },
  merchandise: number,
): number {
  const { price, freeAbove = null } = method
  return freeAbove !== null && merchandise >= freeAbove ? 0 : price
}
