/** How many order numbers a prefix and a year have: six hexadecimal digits. */
export const ORDER_NUMBER_SPACE = 0x1000000

/**
 * Which number does an order get? `orderNumber('CC', 2026, 0x20288c)` → `CC-2026-20288C`. `random`
 * is an integer from 0 up to `ORDER_NUMBER_SPACE`: numbers out of sequence tell nobody how much a
 * shop sells. Two orders may draw the same; the database refuses the second, which draws again.
 */
export function orderNumber(prefix: string, year: number, random: number): string {
  const drawn = Math.abs(Math.trunc(random)) % ORDER_NUMBER_SPACE
  return `${prefix}-${year}-${drawn.toString(16).toUpperCase().padStart(6, '0')}`
}

/** Which order number did someone mean who typed it in lower case or with spaces around it? */
export function normaliseOrderNumber(typed: string): string {
  return typed.trim().toUpperCase()
}
