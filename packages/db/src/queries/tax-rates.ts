import type { TaxRate } from '@cartwright/domain/tax/tax-rate'

import type { Database, Transaction } from '../database.ts'

export interface TaxRateRow extends TaxRate {
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface TaxRateValues extends TaxRate {
  readonly storeId: string
  readonly now: Date
}

const columns = [
  'id',
  'name',
  'country',
  'region',
  'rateBasisPoints',
  'taxCode',
  'appliesToShipping',
  'createdAt',
  'updatedAt',
] as const

/** Every tax rate of the store, by country, the standard rate of a place before the others. */
export function listTaxRates(db: Database, storeId: string): Promise<TaxRateRow[]> {
  return db
    .selectFrom('taxRates')
    .select(columns)
    .where('storeId', '=', storeId)
    .orderBy('country')
    .orderBy('region', (order) => order.asc().nullsFirst())
    .orderBy('taxCode', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute()
}

/** Writes a tax rate. */
export function insertTaxRate(
  trx: Transaction,
  { now, ...rate }: TaxRateValues,
): Promise<TaxRateRow> {
  return trx
    .insertInto('taxRates')
    .values({ ...rate, createdAt: now, updatedAt: now })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Gives a tax rate these values. */
export function updateTaxRate(
  trx: Transaction,
  { storeId, id, now, ...values }: TaxRateValues,
): Promise<TaxRateRow> {
  const { name, country, region, rateBasisPoints, taxCode, appliesToShipping } = values
  return trx
    .updateTable('taxRates')
    .set({ name, country, region, rateBasisPoints, taxCode, appliesToShipping, updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Removes a tax rate. False when the store has none of this id. */
export async function deleteTaxRate(
  trx: Transaction,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('taxRates')
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return deleted.numDeletedRows > 0n
}
