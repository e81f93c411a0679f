import type { StockMove } from '@cartwright/domain/orders/stock-moves'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { LockedOrder } from '../queries/order-for-change.ts'
import { moveStock, type StockMovement } from './move-stock.ts'

export interface OrderStockMoves {
  readonly order: Pick<LockedOrder, 'storeId' | 'id'>
  /** One per variant. */
  readonly moves: readonly StockMove[]
  readonly reason: 'order_fulfilled' | 'order_cancelled' | 'order_refunded'
  readonly actor: string
  readonly newId: () => string
  readonly now: Date
}

/** Moves the stock of a locked order: the variants are locked in id order, and each move is written
 *  in the ledger as what it is - shipped, released, written off or come back. A variant that was
 *  deleted since has no counters to move. */
export async function moveOrderStock(trx: Transaction, request: OrderStockMoves): Promise<void> {
  const { order, reason, actor, newId, now } = request
  if (request.moves.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from variants
     where store_id = ${order.storeId}
       and id = any(${request.moves.map((move) => move.variantId)}::uuid[])
     order by id for no key update
  `.execute(trx)
  const known = new Set(rows.map(({ id }) => id))
  const moves = request.moves.filter((move) => known.has(move.variantId))
  const facts = { storeId: order.storeId, orderId: order.id, reason, actor, newId, now }
  const taken = moves.filter((move) => move.onHandDelta < 0)
  const freed = moves.filter((move) => move.onHandDelta >= 0 && move.reservedDelta !== 0)
  const returned = moves.filter((move) => move.onHandDelta > 0)
  await moveStock(trx, {
    ...facts,
    kind: reason === 'order_fulfilled' ? 'ship' : 'adjust',
    movements: taken.map((move) => movement(move, move)),
  })
  await moveStock(trx, {
    ...facts,
    kind: 'release',
    movements: freed.map(({ variantId, reservedDelta }) =>
      movement({ variantId }, { reservedDelta }),
    ),
  })
  await moveStock(trx, {
    ...facts,
    kind: 'receive',
    movements: returned.map(({ variantId, onHandDelta }) =>
      movement({ variantId }, { onHandDelta }),
    ),
  })
}

function movement(
  { variantId }: Pick<StockMove, 'variantId'>,
  { onHandDelta = 0, reservedDelta = 0 }: Partial<StockMove>,
): StockMovement {
  return { variantId, onHandDelta, reservedDelta, heldDelta: 0 }
}
