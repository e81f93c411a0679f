import { applyDiscounts } from '../discounts/apply-discounts.ts'
import type { ShippingCharge } from '../discounts/apply-discounts.ts'
import { chooseCombination } from '../discounts/choose-combination.ts'
import type { Discount } from '../discounts/discount.ts'
import { eligibility } from '../discounts/eligibility.ts'
import type { DiscountableLine } from '../discounts/matching-lines.ts'
import type { RejectedDiscount, RejectionReason } from './priced-cart.ts'

export interface DiscountChoiceInput {
  readonly lines: readonly DiscountableLine[]
  readonly candidates: readonly Discount[]
  readonly shipping: ShippingCharge | null
  readonly now: number
  readonly customerUsage: ReadonlyMap<string, number>
  readonly step: number
}

export interface DiscountChoice {
  readonly chosen: readonly Discount[]
  readonly rejected: readonly RejectedDiscount[]
}

function reject(discount: Discount, reason: RejectionReason): RejectedDiscount {
  return { discountId: discount.id, code: discount.code, reason }
}

function once(candidates: readonly Discount[]): readonly Discount[] {
  return [...new Map(candidates.map((discount) => [discount.id, discount])).values()]
}

/**
 * Which of the candidates does the cart get, and why not the others? A candidate named twice counts
 * once. The rejected keep the candidates' order.
 */
export function chooseDiscounts(input: DiscountChoiceInput): DiscountChoice {
  const { lines, shipping, step } = input
  const candidates = once(input.candidates)
  const context = { ...input, shippingSelected: shipping !== null }
  const reasons = new Map<Discount, RejectionReason>()
  for (const discount of candidates) {
    const answer = eligibility(discount, context)
    if (!answer.ok) reasons.set(discount, answer.error.code)
  }
  const eligible = candidates.filter((discount) => !reasons.has(discount))
  const payable = (discounts: readonly Discount[]): number => {
    const applied = applyDiscounts({ lines, discounts, shipping, step })
    return applied.merchandise + applied.shippingPrice - applied.shippingDiscount
  }
  const chosen = chooseCombination(eligible, payable)
  const undiscounted = payable([])
  for (const discount of eligible) {
    if (chosen.includes(discount)) continue
    const savesAlone = payable([discount]) < undiscounted
    reasons.set(discount, savesAlone ? 'not_combinable' : 'no_saving')
  }
  const rejected = candidates.flatMap((discount) => {
    const reason = reasons.get(discount)
    return reason === undefined ? [] : [reject(discount, reason)]
  })
  return { chosen, rejected }
}
