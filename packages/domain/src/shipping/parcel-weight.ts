/** What does the cart weigh, in grams? A line without a weight weighs nothing. */
export function parcelWeightGrams(
  lines: readonly { readonly weightGrams: number | null; readonly quantity: number }[],
): number {
  return lines.reduce((sum, line) => sum + (line.weightGrams ?? 0) * line.quantity, 0)
}
