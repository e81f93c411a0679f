import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import type { DiscountKind, DiscountScope, DiscountTerms, DiscountType } from './discount.ts'
import { percentToBasisPoints } from './percent-to-basis-points.ts'

/** What an operator asked for. */
export interface DiscountRequest extends Pick<
  DiscountTerms,
  'code' | 'startsAt' | 'endsAt' | 'appliesTo'
> {
  readonly type: DiscountType
  /** A percentage of 1 to 100, or minor units; not read for free shipping. */
  readonly value: number
}

export interface DiscountDraft {
  readonly code: string | null
  readonly kind: DiscountKind
  readonly appliesTo: DiscountScope
}

export type DraftDiscountFailure = Failure<
  | 'percentage_invalid'
  | 'fixed_amount_invalid'
  | 'discount_code_empty'
  | 'discount_window_empty'
  | 'discount_targets_missing'
>

function draftKind(type: DiscountType, value: number): Result<DiscountKind, DraftDiscountFailure> {
  switch (type) {
    case 'percentage': {
      const basisPoints = percentToBasisPoints(value)
      return basisPoints.ok ? ok({ type, basisPoints: basisPoints.value }) : basisPoints
    }
    case 'fixed_amount':
      return Number.isSafeInteger(value) && value > 0
        ? ok({ type, amount: value })
        : fail('fixed_amount_invalid')
    case 'free_shipping':
      return ok({ type })
  }
}

/**
 * Does what an operator asked for make a discount? Refused when the value does not suit the type,
 * when the window ends before or as it begins, when products or collections are meant but none are
 * named, or when the code is blank.
 */
export function draftDiscount(
  request: DiscountRequest,
): Result<DiscountDraft, DraftDiscountFailure> {
  const { code, startsAt, endsAt, appliesTo } = request
  const kind = draftKind(request.type, request.value)
  if (!kind.ok) return kind
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) {
    return fail('discount_window_empty')
  }
  if (appliesTo.scope !== 'order' && appliesTo.ids.length === 0) {
    return fail('discount_targets_missing')
  }
  const typed = code?.trim() ?? null
  return typed === ''
    ? fail('discount_code_empty')
    : ok({ code: typed, kind: kind.value, appliesTo })
}
