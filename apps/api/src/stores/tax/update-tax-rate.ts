import { taxRate, taxRateFields } from '@cartwright/contract/resources/tax-rate'
import { idInput } from '@cartwright/contract/scalars'
import { lockStore } from '@cartwright/db/queries/stores'
import { listTaxRates, updateTaxRate as writeTaxRate } from '@cartwright/db/queries/tax-rates'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseRival } from './refuse-rival.ts'
import { taxRateResource } from './tax-rate-resource.ts'

export const updateTaxRate = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/store/tax-rates/{id}',
  status: 200,
  permission: 'store:write',
  summary: 'Change a tax rate',
  description: 'What is left out stays as it is. Orders keep the tax they were placed with.',
  input: z.strictObject({ id: idInput, ...z.object(taxRateFields).partial().shape }),
  output: z.object({ taxRate }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  await lockStore(db, storeId)
  const rates = await listTaxRates(db, storeId)
  const rate = rates.find(({ id }) => id === input.id) ?? ctx.fail('not_found')
  const {
    name = rate.name,
    country = rate.country,
    region = rate.region,
    rateBasisPoints = rate.rateBasisPoints,
    taxCode = rate.taxCode,
    appliesToShipping = rate.appliesToShipping,
  } = input
  const values = { name, country, region, rateBasisPoints, taxCode, appliesToShipping }
  refuseRival(
    ctx,
    values,
    rates.filter(({ id }) => id !== rate.id),
  )
  const row = await writeTaxRate(db, { ...values, storeId, id: rate.id, now })
  return { taxRate: taxRateResource(row) }
})
