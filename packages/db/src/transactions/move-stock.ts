import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface StockMovement {
  readonly variantId: string
  readonly onHandDelta: number
  readonly reservedDelta: number
  readonly heldDelta: number
}

export interface StockMovements {
  readonly storeId: string
  readonly kind: 'receive' | 'allocate' | 'ship' | 'release' | 'adjust'
  readonly reason: string
  readonly actor: string
  readonly cartId?: string | null
  readonly orderId?: string | null
  readonly movements: readonly StockMovement[]
  readonly newId: () => string
  readonly now: Date
}

/** Moves the counters of variants and writes each move down, so that the ledger always sums to
 *  them. The variants must be locked, and the holds that `heldDelta` speaks of changed, in the same
 *  transaction. Throws when a variant is gone; a counter below its floor breaks a constraint. */
export async function moveStock(trx: Transaction, moves: StockMovements): Promise<void> {
  const { movements, storeId } = moves
  if (movements.length === 0) return
  const { rows } = await sql`
    with move as (
      select * from unnest(
        ${movements.map(() => moves.newId())}::uuid[],
        ${movements.map((move) => move.variantId)}::uuid[],
        ${movements.map((move) => move.onHandDelta)}::int[],
        ${movements.map((move) => move.reservedDelta)}::int[],
        ${movements.map((move) => move.heldDelta)}::int[]
      ) as move (id, variant_id, on_hand_delta, reserved_delta, held_delta)
    ), moved as (
      update variants
         set on_hand = variants.on_hand + move.on_hand_delta,
             reserved = variants.reserved + move.reserved_delta
        from move
       where variants.store_id = ${storeId} and variants.id = move.variant_id
      returning move.*, variants.on_hand
    )
    insert into stock_movements (
      store_id, id, variant_id, kind, on_hand_delta, reserved_delta, held_delta,
      on_hand_before, on_hand_after, reason, actor, cart_id, order_id, created_at
    )
    select ${storeId}, id, variant_id, ${moves.kind}, on_hand_delta, reserved_delta, held_delta,
      on_hand - on_hand_delta, on_hand, ${moves.reason}, ${moves.actor},
      ${moves.cartId ?? null}, ${moves.orderId ?? null}::uuid, ${moves.now}::timestamptz
    from moved
    returning id
  `.execute(trx)
  if (rows.length !== movements.length) throw new Error('A variant vanished under its lock')
}
