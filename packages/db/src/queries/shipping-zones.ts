import type { ShippingMethod, ShippingZone } from '@cartwright/domain/shipping/shipping-zone'
import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'

export interface ShippingZoneRow extends ShippingZone {
  readonly regions: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

const zones = sql`
  select z.id, z.name, z.countries, z.regions, z.created_at, z.updated_at,
         (
           select coalesce(json_agg(json_build_object(
             'id', m.id,
             'name', m.name,
             'description', m.description,
             'price', m.price,
             'freeAbove', m.free_above,
             'minWeightGrams', m.min_weight_grams,
             'maxWeightGrams', m.max_weight_grams,
             'minSubtotal', m.min_subtotal,
             'maxSubtotal', m.max_subtotal,
             'estimatedDays', case when m.estimated_min_days is not null then
               json_build_object('min', m.estimated_min_days, 'max', m.estimated_max_days) end
           ) order by m.position, m.id), '[]'::json)
             from shipping_methods m
            where m.store_id = z.store_id and m.zone_id = z.id
         ) as methods
    from shipping_zones z`

/** Every zone of the store with its methods, oldest first, in one statement. */
export async function listShippingZones(db: Database, storeId: string): Promise<ShippingZoneRow[]> {
  const { rows } = await sql<ShippingZoneRow>`
    ${zones} where z.store_id = ${storeId} order by z.created_at, z.id
  `.execute(db)
  return rows
}

/** One zone with its methods; undefined when the store has none of this id. */
export async function findShippingZone(
  db: Database,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<ShippingZoneRow | undefined> {
  const { rows } = await sql<ShippingZoneRow>`
    ${zones} where z.store_id = ${storeId} and z.id = ${id}
  `.execute(db)
  return rows[0]
}

export interface ShippingZoneValues {
  readonly storeId: string
  readonly id: string
  readonly name: string
  readonly countries: readonly string[]
  readonly regions: readonly string[]
  readonly now: Date
}

/** Writes a zone, which has no methods yet. */
export async function insertShippingZone(
  trx: Transaction,
  { now, countries, regions, ...zone }: ShippingZoneValues,
): Promise<void> {
  const places = { countries: [...countries], regions: [...regions] }
  await trx
    .insertInto('shippingZones')
    .values({ ...zone, ...places, createdAt: now, updatedAt: now })
    .execute()
}

/** Gives a zone these values. */
export async function updateShippingZone(
  trx: Transaction,
  { storeId, id, ...values }: ShippingZoneValues,
): Promise<void> {
  const { name, countries, regions, now } = values
  await trx
    .updateTable('shippingZones')
    .set({ name, countries: [...countries], regions: [...regions], updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
}

/** Removes a zone with its methods. False when the store has none of this id. */
export async function deleteShippingZone(
  trx: Transaction,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('shippingZones')
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return deleted.numDeletedRows > 0n
}

export interface ShippingMethods {
  readonly storeId: string
  readonly zoneId: string
  /** In the order buyers see them. */
  readonly methods: readonly ShippingMethod[]
}

/** Makes these the methods of a zone: known ids are changed in place, so that carts which chose
 *  them still do, new ones are written, all others removed. */
export async function replaceShippingMethods(
  trx: Transaction,
  { storeId, zoneId, methods }: ShippingMethods,
): Promise<void> {
  await sql`
    delete from shipping_methods
     where store_id = ${storeId} and zone_id = ${zoneId}
       and id <> all(${methods.map(({ id }) => id)}::uuid[])
  `.execute(trx)
  const rows = methods.map(({ estimatedDays, ...method }, position) => ({
    ...method,
    position,
    minDays: estimatedDays?.min ?? null,
    maxDays: estimatedDays?.max ?? null,
  }))
  await sql`
    insert into shipping_methods (
      store_id, zone_id, id, position, name, description, price, free_above, min_weight_grams,
      max_weight_grams, min_subtotal, max_subtotal, estimated_min_days, estimated_max_days
    )
    select ${storeId}::uuid, ${zoneId}::uuid, m.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (
        id uuid, position integer, name text, description text, price bigint,
        "freeAbove" bigint, "minWeightGrams" integer, "maxWeightGrams" integer,
        "minSubtotal" bigint, "maxSubtotal" bigint, "minDays" integer, "maxDays" integer
      )
    on conflict (store_id, id) do update set
      position = excluded.position, name = excluded.name, description = excluded.description,
      price = excluded.price, free_above = excluded.free_above,
      min_weight_grams = excluded.min_weight_grams, max_weight_grams = excluded.max_weight_grams,
      min_subtotal = excluded.min_subtotal, max_subtotal = excluded.max_subtotal,
      estimated_min_days = excluded.estimated_min_days,
      estimated_max_days = excluded.estimated_max_days
      where shipping_methods.zone_id = excluded.zone_id
  `.execute(trx)
}
