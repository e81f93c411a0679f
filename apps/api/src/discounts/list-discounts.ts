import { pageMeta, pageQuery, searchQuery } from '@cartwright/contract/page'
import { discount } from '@cartwright/contract/resources/discount'
import { countDiscounts, listDiscounts as list } from '@cartwright/db/queries/discounts'
import { z } from 'zod'

import { operatorOperation } from '../operation/operation.ts'
import { discountResource } from './discount-resource.ts'

export const listDiscounts = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/discounts',
  status: 200,
  permission: 'discounts:read',
  summary: 'List discounts, newest first',
  input: z.strictObject({
    ...pageQuery,
    q: searchQuery.describe('Part of the code or title'),
    active: z.boolean().optional().describe('Only those that work now, or only the others'),
  }),
  output: z.object({ discounts: z.array(discount), meta: pageMeta }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { limit, cursor = null, q: text = null, active = null, includeTotal } = input
  const { storeId, now } = ctx
  const search = { storeId, limit, cursor, text, active, now }
  const page =
    (await list(ctx.db, search)) ?? ctx.refuse(['cursor'], 'This is no cursor of this list.')
  const total = includeTotal ? { total: await countDiscounts(ctx.db, search) } : {}
  return {
    discounts: page.rows.map((row) => discountResource(row, now)),
    meta: { limit, nextCursor: page.nextCursor, ...total },
  }
})
