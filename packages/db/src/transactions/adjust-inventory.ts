import {
  adjustStock,
  type AdjustStockFailure,
  type StockAdjustment,
} from '@cartwright/domain/inventory/adjust-stock'
import { availability } from '@cartwright/domain/inventory/availability'
import type { StockLevel } from '@cartwright/domain/inventory/stock-level'
import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface InventoryAdjustment extends StockAdjustment {
  readonly storeId: string
  readonly productId: string
  readonly variantId: string
  readonly movementId: string
  readonly reason: string
  readonly note: string | null
  readonly actor: string
  readonly now: Date
}

export interface AdjustedInventory {
  readonly delta: number
  readonly onHandBefore: number
  readonly onHandAfter: number
  readonly reserved: number
  /** Null when stock is not tracked. */
  readonly available: number | null
}

export type AdjustInventoryFailure =
  | AdjustStockFailure
  | Failure<'not_found'>
  | Failure<'validation_failed', { readonly maximum: number }>

/** Of units on hand: more is a typing error, and would not fit the column twice. */
const MAX_ON_HAND = 1_000_000_000

/** Corrects what is on hand of a variant and writes it down in the ledger: under the variant's lock,
 *  so that no correction is lost, and never below what is sold and held. */
export async function adjustInventory(
  trx: Transaction,
  adjustment: InventoryAdjustment,
): Promise<Result<AdjustedInventory, AdjustInventoryFailure>> {
  const level = await lockLevel(trx, adjustment)
  if (level === undefined) return fail('not_found')
  const decision = adjustStock(level, adjustment)
  if (!decision.ok) return decision
  const { after, onHandDelta } = decision.value
  if (Math.abs(after.onHand) > MAX_ON_HAND) {
    return fail('validation_failed', { maximum: MAX_ON_HAND })
  }
  await writeMovement(trx, adjustment, { delta: onHandDelta, before: level.onHand })
  return ok({
    delta: onHandDelta,
    onHandBefore: level.onHand,
    onHandAfter: after.onHand,
    reserved: after.reserved,
    available: availability(after),
  })
}

/** The level is read by a statement begun after the lock was had, so that it contains whatever the
 *  last writer did. */
async function lockLevel(
  trx: Transaction,
  { storeId, productId, variantId, now }: InventoryAdjustment,
): Promise<StockLevel | undefined> {
  const isMeant = sql`v.store_id = ${storeId} and v.id = ${variantId} and v.product_id = ${productId}`
  await sql`select from variants v where ${isMeant} for no key update`.execute(trx)
  const { rows } = await sql<StockLevel>`
    select v.id as variant_id, v.on_hand, v.reserved, v.track_inventory, v.allow_backorder,
      coalesce((
        select sum(h.quantity) from stock_holds h
        where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
      ), 0)::int as held
    from variants v where ${isMeant}`.execute(trx)
  return rows[0]
}

interface Change {
  readonly delta: number
  readonly before: number
}

/** The floor is compared once more where the count is written: a writer that forgot the lock must
 *  not take away what is promised. */
async function writeMovement(
  trx: Transaction,
  adjustment: InventoryAdjustment,
  { delta, before }: Change,
): Promise<void> {
  const { storeId, variantId, movementId, reason, note, actor, now } = adjustment
  const kind = reason === 'received' ? 'receive' : 'adjust'
  const { rows } = await sql`
    with moved as (
      update variants v set on_hand = v.on_hand + ${delta}, updated_at = ${now}
      where v.store_id = ${storeId} and v.id = ${variantId} and v.on_hand = ${before}
        and (${delta} >= 0 or v.allow_backorder or not v.track_inventory
          or v.on_hand + ${delta} >= v.reserved + coalesce((
            select sum(h.quantity) from stock_holds h
            where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
          ), 0))
      returning v.on_hand
    )
    insert into stock_movements (
      store_id, id, variant_id, kind, on_hand_delta, on_hand_before, on_hand_after, reason, note,
      actor, created_at
    )
    select ${storeId}, ${movementId}::uuid, ${variantId}::uuid, ${kind}, ${delta}::int,
      ${before}::int, on_hand, ${reason}, ${note}::text, ${actor}, ${now}::timestamptz
    from moved
    returning id`.execute(trx)
  if (rows.length === 0) throw new Error('Stock changed under its lock')
}
