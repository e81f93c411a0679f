import type { discount as discountSchema } from '@cartwright/contract/resources/discount'
import type { DiscountRow } from '@cartwright/db/queries/discounts'
import { discountStatus } from '@cartwright/domain/discounts/discount-status'
import { basisPointsToPercent } from '@cartwright/domain/discounts/percent-to-basis-points'
import type { z } from 'zod'

/** The discount as operators see it, its status being that of `now`. */
export function discountResource(row: DiscountRow, now: Date): z.input<typeof discountSchema> {
  const { startsAt, endsAt, scope, targetIds, createdAt, updatedAt, ...shown } = row
  const window = { startsAt: startsAt?.getTime() ?? null, endsAt: endsAt?.getTime() ?? null }
  return {
    ...shown,
    value: enteredValue(row),
    status: discountStatus({ ...shown, ...window }, now.getTime()),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    appliesTo: { scope, ids: targetIds },
    buyXGetY: null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** The value as the operator typed it. */
export function enteredValue({ type, value }: Pick<DiscountRow, 'type' | 'value'>): number {
  return type === 'percentage' ? basisPointsToPercent(value) : value
}
