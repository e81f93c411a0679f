import type { DiscountTerms } from './discount.ts'

export type DiscountStatus = 'scheduled' | 'active' | 'expired' | 'exhausted' | 'disabled'

/**
 * What is a discount's state at `now` (epoch ms)? The first that holds of: disabled by hand, past
 * its end, used up, not begun, active. It works from `startsAt` on and no longer at `endsAt`.
 */
export function discountStatus(
  discount: Pick<DiscountTerms, 'isActive' | 'startsAt' | 'endsAt' | 'usageLimit' | 'usedCount'>,
  now: number,
): DiscountStatus {
  if (!discount.isActive) return 'disabled'
  if (discount.endsAt !== null && now >= discount.endsAt) return 'expired'
  if (discount.usageLimit !== null && discount.usedCount >= discount.usageLimit) return 'exhausted'
  if (discount.startsAt !== null && now < discount.startsAt) return 'scheduled'
  return 'active'
}
