import { z } from 'zod'

import { countryCode, id, line, timestamp } from '../scalars.ts'

/** A tax a store charges. */
export const taxRate = z
  .object({
    id,
    name: z.string(),
    country: countryCode,
    region: z.string().nullable().describe('Null: the whole country'),
    rateBasisPoints: z.int().describe('Hundredths of a percent: 2000 is 20 %'),
    taxCode: z.string().nullable().describe('Null: the standard rate'),
    appliesToShipping: z.boolean(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'TaxRate' })

/** What an operator says about a tax rate. */
export const taxRateFields = {
  name: line(120),
  country: countryCode,
  region: line(100).nullable().describe('Code or name of a state or province'),
  rateBasisPoints: z.int().min(0).max(10_000).describe('Hundredths of a percent: 2000 is 20 %'),
  taxCode: line(60).nullable().describe('Of the variants it is for; null: the standard rate'),
  appliesToShipping: z.boolean(),
}
