import { compareText } from '../compare-text.ts'
import { canCombine } from './can-combine.ts'
import type { Discount } from './discount.ts'

/** Up to here every allowed combination is tried: at most 2^8 of them. */
const MAX_EXHAUSTIVE = 8

/** What the buyer pays, before tax added on top, with exactly these discounts. */
export type Payable = (chosen: readonly Discount[]) => number

interface Combination {
  readonly discounts: readonly Discount[]
  readonly payable: number
}

function byId(a: Discount, b: Discount): number {
  return compareText(a.id, b.id)
}

function ids(discounts: readonly Discount[]): string {
  return discounts.map(({ id }) => id).join('\n')
}

function better(a: Combination, b: Combination): Combination {
  const order =
    a.payable - b.payable ||
    a.discounts.length - b.discounts.length ||
    compareText(ids(a.discounts), ids(b.discounts))
  return order <= 0 ? a : b
}

function fits(discount: Discount, chosen: readonly Discount[]): boolean {
  return chosen.every((other) => canCombine(discount, other))
}

/** Tries every set of discounts that are pairwise allowed together. */
function bestOfAll(candidates: readonly Discount[], payable: Payable): Combination {
  let best: Combination = { discounts: [], payable: payable([]) }
  const extend = (chosen: readonly Discount[], from: number): void => {
    candidates.slice(from).forEach((discount, offset) => {
      if (!fits(discount, chosen)) return
      const discounts = [...chosen, discount]
      best = better(best, { discounts, payable: payable(discounts) })
      extend(discounts, from + offset + 1)
    })
  }
  extend([], 0)
  return best
}

function addIfBetter(best: Combination, discount: Discount, payable: Payable): Combination {
  if (!fits(discount, best.discounts)) return best
  const discounts = [...best.discounts, discount].toSorted(byId)
  return better(best, { discounts, payable: payable(discounts) })
}

/**
 * Which of these eligible discounts does the cart get? The set, pairwise allowed, with which the
 * buyer pays least; then the smaller set, so that nothing is in it that gives nothing; then the
 * first by ids. The order of the candidates does not matter.
 *
 * Exact for up to eight candidates. Of more, the eight that give most on their own are searched
 * exactly and the others are then added one by one where they are allowed and lower the price.
 */
export function chooseCombination(
  candidates: readonly Discount[],
  payable: Payable,
): readonly Discount[] {
  if (candidates.length <= MAX_EXHAUSTIVE) {
    return bestOfAll(candidates.toSorted(byId), payable).discounts
  }
  const ranked = candidates
    .map((discount) => ({ discount, alone: payable([discount]) }))
    .toSorted((a, b) => a.alone - b.alone || byId(a.discount, b.discount))
    .map(({ discount }) => discount)
  const start = bestOfAll(ranked.slice(0, MAX_EXHAUSTIVE).toSorted(byId), payable)
  return ranked
    .slice(MAX_EXHAUSTIVE)
    .reduce((best, discount) => addIfBetter(best, discount, payable), start).discounts
}
