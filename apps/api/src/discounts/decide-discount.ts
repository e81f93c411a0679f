import type { discountChanges } from '@cartwright/contract/resources/discount'
import type { Database } from '@cartwright/db/database'
import { type DiscountValues, hasTargets } from '@cartwright/db/queries/discounts'
import type { StoreSettings } from '@cartwright/db/queries/store-settings'
import { codeKey } from '@cartwright/domain/discounts/code-key'
import type {
  DiscountKind,
  DiscountScope,
  DiscountType,
} from '@cartwright/domain/discounts/discount'
import { discountClass } from '@cartwright/domain/discounts/discount-class'
import {
  draftDiscount,
  type DraftDiscountFailure,
} from '@cartwright/domain/discounts/draft-discount'
import { isChargeable } from '@cartwright/domain/money/charge-step'
import { isCurrency } from '@cartwright/domain/money/currency'
import type { z } from 'zod'

import type { OperationContext } from '../operation/context.ts'

/** All that an operator decides about a discount; the value as typed. */
export type DiscountDecision = Required<z.output<typeof discountChanges>>

export interface DiscountContext extends Pick<OperationContext<never>, 'refuse'> {
  readonly db: Database
  readonly storeId: string
  readonly store: StoreSettings
}

/** The row of a discount decided so, or the end of the operation that asked for it. */
export async function decideDiscount(
  ctx: DiscountContext,
  decision: DiscountDecision,
): Promise<DiscountValues> {
  const { title, isActive, usageLimit, perCustomerLimit, minimumOrderAmount } = decision
  const [startsAt, endsAt] = [moment(decision.startsAt), moment(decision.endsAt)]
  const type = availableType(ctx, decision)
  const drafted = draftDiscount({
    code: decision.code,
    type,
    value: decision.value,
    startsAt: startsAt?.getTime() ?? null,
    endsAt: endsAt?.getTime() ?? null,
    appliesTo: scopeOf(decision),
  })
  if (!drafted.ok) return refuseDraft(ctx, drafted.error)
  const { code, kind, appliesTo } = drafted.value
  await checkTargets(ctx, appliesTo)
  return {
    code,
    codeKey: code === null ? null : codeKey(code),
    title,
    type,
    class: discountClass(type, appliesTo.scope),
    value: storedValue(ctx, kind),
    isActive,
    usageLimit,
    perCustomerLimit,
    startsAt,
    endsAt,
    minimumOrderAmount,
    minimumQuantity: decision.minimumQuantity,
    scope: appliesTo.scope,
    targetIds: appliesTo.scope === 'order' ? [] : [...appliesTo.ids],
    combinesWith: [...new Set(decision.combinesWith)],
  }
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

function availableType(
  ctx: DiscountContext,
  { type, buyXGetY }: Pick<DiscountDecision, 'type' | 'buyXGetY'>,
): DiscountType {
  const missing = 'Discounts of the form "buy X, get Y" are not available yet.'
  if (buyXGetY !== null) ctx.refuse(['buyXGetY'], missing)
  return type === 'buy_x_get_y' ? ctx.refuse(['type'], missing) : type
}

function scopeOf({ appliesTo: { scope, ids = [] } }: DiscountDecision): DiscountScope {
  return scope === 'order' ? { scope } : { scope, ids: [...new Set(ids)] }
}

function storedValue(ctx: DiscountContext, kind: DiscountKind): number {
  switch (kind.type) {
    case 'percentage':
      return kind.basisPoints
    case 'fixed_amount': {
      const { currency } = ctx.store
      if (isCurrency(currency) && isChargeable(kind.amount, currency)) return kind.amount
      return ctx.refuse(['value'], `This is no amount that can be charged in ${currency}.`)
    }
    case 'free_shipping':
      return 0
  }
}

async function checkTargets(ctx: DiscountContext, appliesTo: DiscountScope): Promise<void> {
  if (appliesTo.scope === 'order') return
  const { db, storeId } = ctx
  if (await hasTargets(db, { storeId, ...appliesTo })) return
  ctx.refuse(['appliesTo', 'ids'], `The store does not have all of these ${appliesTo.scope}.`)
}

function refuseDraft(ctx: DiscountContext, { code }: DraftDiscountFailure): never {
  switch (code) {
    case 'percentage_invalid':
      return ctx.refuse(['value'], 'A percentage is 1 to 100, with at most two decimals.')
    case 'fixed_amount_invalid':
      return ctx.refuse(['value'], 'An amount is a whole number of minor units above 0.')
    case 'discount_code_empty':
      return ctx.refuse(['code'], 'A code is not blank; null makes the discount automatic.')
    case 'discount_targets_missing':
      return ctx.refuse(['appliesTo', 'ids'], 'Name what it applies to.')
    case 'discount_window_empty':
      return ctx.refuse(['endsAt'], 'A discount must end after it starts.')
  }
}
