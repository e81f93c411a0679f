import type { Database } from '../database.ts'

/** What nearly every operation of a store needs to know about it. */
export interface StoreSettings {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly country: string
  readonly locale: string
  readonly taxIncluded: boolean
  readonly taxRounding: 'per_line' | 'per_order'
  readonly holdMinutes: number
  readonly orderPrefix: string
}

/** The columns of `StoreSettings`, for queries that join stores. */
export const storeSettingsColumns = [
  'stores.id',
  'stores.slug',
  'stores.name',
  'stores.currency',
  'stores.country',
  'stores.locale',
  'stores.taxIncluded',
  'stores.taxRounding',
  'stores.holdMinutes',
  'stores.orderPrefix',
] as const

/** The settings of one store; undefined when there is no such store. */
export function findStoreSettings(
  db: Database,
  storeId: string,
): Promise<StoreSettings | undefined> {
  return db
    .selectFrom('stores')
    .select(storeSettingsColumns)
    .where('stores.id', '=', storeId)
    .executeTakeFirst()
}
