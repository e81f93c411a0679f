import { isLimited } from '@cartwright/domain/inventory/availability'
import { checkDemand, type OutOfStock } from '@cartwright/domain/inventory/check-demand'
import type { Demand } from '@cartwright/domain/inventory/plan-demand'
import { ok, type Result } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { lockStock } from './lock-stock.ts'

export interface HoldRequest {
  readonly storeId: string
  readonly cartId: string
  readonly lines: readonly Demand[]
  readonly expiresAt: Date
  readonly newId: () => string
  readonly now: Date
}

interface Wanted extends Demand {
  /** How many more than the cart already holds; negative for fewer. */
  readonly more: number
}

/** Keeps what this cart needs from all other carts until `expiresAt`, or answers what falls short;
 *  then nothing is held. Variants that are untracked or may be backordered need no hold. Asking
 *  again prolongs the hold. Lock the cart first. */
export async function holdStock(
  trx: Transaction,
  request: HoldRequest,
): Promise<Result<undefined, OutOfStock>> {
  const { lines } = request
  const variantIds = lines.map((line) => line.variantId)
  const locked = await lockStock(trx, { ...request, variantIds })
  const levels = locked.map(({ level }) => level)
  const demand = checkDemand(lines, levels)
  if (!demand.ok) return demand
  const byVariant = new Map(locked.map((one) => [one.level.variantId, one]))
  const wanted = demand.value.flatMap(({ variantId, quantity }): Wanted[] => {
    const found = byVariant.get(variantId)
    if (found === undefined || !isLimited(found.level)) return []
    return [{ variantId, quantity, more: quantity - found.ownHold }]
  })
  if (wanted.length > 0) await writeHolds(trx, request, wanted)
  return ok(undefined)
}

/** The availability is compared once more where the hold is written: a writer that forgot the lock
 *  must not sell one unit twice. */
async function writeHolds(
  trx: Transaction,
  request: HoldRequest,
  wanted: readonly Wanted[],
): Promise<void> {
  const { storeId, cartId, expiresAt, newId, now } = request
  const { rows } = await sql`
    with wanted as (
      select wanted.*, variants.on_hand
        from unnest(
          ${wanted.map(() => newId())}::uuid[],
          ${wanted.map((one) => one.variantId)}::uuid[],
          ${wanted.map((one) => one.quantity)}::int[],
          ${wanted.map((one) => one.more)}::int[]
        ) as wanted (id, variant_id, quantity, more)
        join variants on variants.store_id = ${storeId} and variants.id = wanted.variant_id
       where variants.on_hand - variants.reserved >= wanted.quantity + coalesce((
          select sum(hold.quantity) from stock_holds as hold
           where hold.store_id = ${storeId} and hold.variant_id = wanted.variant_id
             and hold.cart_id <> ${cartId} and hold.expires_at > ${now}
        ), 0)
    ), held as (
      insert into stock_holds (store_id, variant_id, cart_id, quantity, expires_at, created_at)
      select ${storeId}, variant_id, ${cartId}, quantity, ${expiresAt}::timestamptz,
             ${now}::timestamptz
        from wanted order by variant_id
      on conflict (store_id, variant_id, cart_id)
        do update set quantity = excluded.quantity, expires_at = excluded.expires_at
      returning variant_id
    ), written as (
      insert into stock_movements (
        store_id, id, variant_id, kind, held_delta, on_hand_before, on_hand_after,
        reason, actor, cart_id, created_at
      )
      select ${storeId}, id, variant_id, case when more > 0 then 'hold' else 'release' end, more,
             on_hand, on_hand, 'checkout', 'checkout', ${cartId}, ${now}::timestamptz
        from wanted where more <> 0
    )
    select variant_id from held
  `.execute(trx)
  if (rows.length !== wanted.length) throw new Error('Stock changed under its lock')
}
