import { derivativeWidths } from './derivative-keys.ts'

/**
 * Under which width is a copy kept? The smallest that it fits into: a picture of 100 pixels is not
 * enlarged, so its only copy is what those get who ask for 240.
 *
 * `240` → 240, `100` → 240, `241` → 480; nothing is wider than the widest.
 */
export function copySlot(width: number): number {
  return derivativeWidths.find((slot) => width <= slot) ?? derivativeWidths.at(-1) ?? width
}
