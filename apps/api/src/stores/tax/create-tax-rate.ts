import { taxRate, taxRateFields } from '@cartwright/contract/resources/tax-rate'
import { lockStore } from '@cartwright/db/queries/stores'
import { insertTaxRate, listTaxRates } from '@cartwright/db/queries/tax-rates'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseRival } from './refuse-rival.ts'
import { taxRateResource } from './tax-rate-resource.ts'

export const createTaxRate = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/tax-rates',
  status: 201,
  permission: 'store:write',
  summary: 'Create a tax rate',
  description: 'Of the rates for a place, one with the tax code of the goods counts before others.',
  input: z.strictObject({
    ...taxRateFields,
    region: taxRateFields.region.default(null),
    taxCode: taxRateFields.taxCode.default(null),
    appliesToShipping: taxRateFields.appliesToShipping.default(true),
  }),
  output: z.object({ taxRate }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  await lockStore(db, storeId)
  refuseRival(ctx, input, await listTaxRates(db, storeId))
  const row = await insertTaxRate(db, { ...input, storeId, id: ctx.ids.uuidv7(), now })
  return { taxRate: taxRateResource(row) }
})
