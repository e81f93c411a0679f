import { taxRate } from '@cartwright/contract/resources/tax-rate'
import { listTaxRates as selectTaxRates } from '@cartwright/db/queries/tax-rates'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { taxRateResource } from './tax-rate-resource.ts'

export const listTaxRates = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store/tax-rates',
  status: 200,
  permission: 'store:read',
  summary: 'List the tax rates',
  input: z.strictObject({}),
  output: z.object({ taxRates: z.array(taxRate) }),
  errors: [],
}).query(async ({ ctx }) => {
  const rows = await selectTaxRates(ctx.db, ctx.storeId)
  return { taxRates: rows.map(taxRateResource) }
})
