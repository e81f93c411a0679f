import { divideRounded } from './divide-rounded.ts'

/**
 * What is the average of so many amounts that add up to this total, in minor units? Rounded half
 * away from zero: 1000 over 3 → 333. null of none, because nothing has no average.
 */
export function averageAmount(total: number, count: number): number | null {
  return count === 0 ? null : divideRounded(total, count)
}
