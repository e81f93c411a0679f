import { discount, discountChanges } from '@cartwright/contract/resources/discount'
import { idInput } from '@cartwright/contract/scalars'
import {
  type DiscountRow,
  lockDiscount,
  updateDiscount as write,
} from '@cartwright/db/queries/discounts'
import { violatedConstraint } from '@cartwright/db/violation'
import { z } from 'zod'

import { operatorOperation } from '../operation/operation.ts'
import { decideDiscount, type DiscountDecision } from './decide-discount.ts'
import { discountResource, enteredValue } from './discount-resource.ts'

export const updateDiscount = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/discounts/{discountId}',
  status: 200,
  permission: 'discounts:write',
  summary: 'Change a discount',
  description:
    'What is left out stays. Carts are priced by it from now on; orders keep what it took off.',
  input: discountChanges.extend({ discountId: idInput }),
  output: z.object({ discount }),
  errors: ['discount_code_taken'],
}).mutation(async ({ ctx, input: { discountId: id, ...changes } }) => {
  const { db, storeId, now } = ctx
  const row = (await lockDiscount(db, { storeId, id })) ?? ctx.fail('not_found')
  const { type = row.type } = changes
  if (type !== row.type && type !== 'free_shipping' && changes.value === undefined) {
    ctx.refuse(['value'], 'Give the value for the new type.')
  }
  const values = await decideDiscount(ctx, { ...decisionOf(row), ...changes })
  if (values.usageLimit !== null && values.usageLimit < row.usedCount) {
    ctx.refuse(['usageLimit'], `It was used ${row.usedCount} times already.`)
  }
  try {
    return { discount: discountResource(await write(db, { storeId, id, values, now }), now) }
  } catch (error) {
    if (violatedConstraint(error) === 'discounts_code_key') ctx.fail('discount_code_taken')
    throw error
  }
})

/** What was decided so far, as the operator would type it. */
function decisionOf(row: DiscountRow): DiscountDecision {
  const { scope, targetIds, startsAt, endsAt, ...kept } = row
  return {
    ...kept,
    value: enteredValue(row),
    appliesTo: { scope, ids: targetIds },
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    buyXGetY: null,
  }
}
