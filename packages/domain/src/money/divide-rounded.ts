/**
 * What is `numerator / denominator`, rounded half away from zero to a multiple of `step`?
 * The one place where an amount is rounded: 5 / 2 → 3, −5 / 2 → −3, 10 / 3 → 3; in steps of ten,
 * 1234 / 1 → 1230. Exact for any size, because the arithmetic is BigInt; pass products that can
 * exceed 2^53 as BigInt. The denominator must be positive.
 */
export function divideRounded(
  numerator: number | bigint,
  denominator: number | bigint,
  step = 1,
): number {
  const top = BigInt(numerator)
  const bottom = BigInt(denominator) * BigInt(step)
  const size = top < 0n ? -top : top
  const rounded = (2n * size + bottom) / (2n * bottom)
  return Number(top < 0n ? -rounded : rounded) * step
}
