import type { Database } from '../database.ts'
import type { StoreEmailSettings } from '../json-columns.ts'

/** What a store's mails need to know about it. */
export interface MailingStore {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly supportEmail: string | null
  readonly emailSettings: StoreEmailSettings
}

/** The store as its mails show it; undefined when there is no such store. */
export function findMailingStore(db: Database, storeId: string): Promise<MailingStore | undefined> {
  return db
    .selectFrom('stores')
    .select(['id', 'name', 'locale', 'supportEmail', 'emailSettings'])
    .where('id', '=', storeId)
    .executeTakeFirst()
}
