import { type Selectable, sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import { jsonb } from '../expressions/json.ts'
import type { StoresTable } from '../tables.ts'
import type { ImageRow } from './product-row.ts'

/** All there is to know about a store. */
export interface StoreDetails extends Selectable<StoresTable> {
  readonly logo: ImageRow | null
  /** Every country of its shipping zones, each once. */
  readonly shipsTo: string[]
}

/** A store with its logo and where it ships, in one statement. */
export async function findStoreDetails(
  db: Database,
  storeId: string,
): Promise<StoreDetails | undefined> {
  const { rows } = await sql<StoreDetails>`
    select s.*,
           (
             select json_build_object(
               'id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width, 'height', m.height,
               'sizes', m.sizes, 'placeholder', m.placeholder
             )
               from media m where m.store_id = s.id and m.id = s.logo_media_id
           ) as logo,
           array(
             select distinct country from shipping_zones z, unnest(z.countries) as country
              where z.store_id = s.id order by country
           ) as ships_to
      from stores s where s.id = ${storeId}
  `.execute(db)
  return rows[0]
}

type WritableColumn = Exclude<keyof StoresTable, 'id' | 'domain' | 'createdAt' | 'updatedAt'>

/** Everything about a store that its operators decide. */
export type StoreValues = Pick<Selectable<StoresTable>, WritableColumn>

/** Gives a store these values. Breaks `stores_slug_key` when the slug is taken. */
export async function updateStore(
  trx: Transaction,
  { storeId, now, ...store }: StoreValues & { readonly storeId: string; readonly now: Date },
): Promise<void> {
  await trx
    .updateTable('stores')
    .set({
      ...store,
      policies: jsonb(store.policies),
      emailSettings: jsonb(store.emailSettings),
      updatedAt: now,
    })
    .where('id', '=', storeId)
    .execute()
}

/** Has anybody ever ordered from this store? */
export async function hasOrders(db: Database, storeId: string): Promise<boolean> {
  const order = await db
    .selectFrom('orders')
    .select('id')
    .where('storeId', '=', storeId)
    .limit(1)
    .executeTakeFirst()
  return order !== undefined
}

/** Lets the carts that are being filled follow the store to another currency. */
export async function setCurrencyOfOpenCarts(
  trx: Transaction,
  { storeId, currency }: { readonly storeId: string; readonly currency: string },
): Promise<void> {
  await trx
    .updateTable('carts')
    .set({ currency })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('storeId', '=', storeId)
    .where('status', '=', 'open')
    .execute()
}
