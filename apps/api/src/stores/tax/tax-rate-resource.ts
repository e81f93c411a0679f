import type { taxRate } from '@cartwright/contract/resources/tax-rate'
import type { TaxRateRow } from '@cartwright/db/queries/tax-rates'
import type { z } from 'zod'

/** A tax rate as callers see it. */
export function taxRateResource(row: TaxRateRow): z.input<typeof taxRate> {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
