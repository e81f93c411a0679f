import type { Transaction } from '../database.ts'

export interface OrderEvent {
  readonly storeId: string
  readonly id: string
  readonly orderId: string
  readonly type:
    | 'fulfilled'
    | 'cancelled'
    | 'refunded'
    | 'refund_failed'
    | 'disputed'
    | 'dispute_closed'
  /** One sentence for the timeline. */
  readonly message: string
  readonly actor: string
  readonly now: Date
}

/** Writes the next entry of an order's timeline. */
export async function insertOrderEvent(
  trx: Transaction,
  { now, ...event }: OrderEvent,
): Promise<void> {
  await trx
    .insertInto('orderEvents')
    .values({ ...event, createdAt: now })
    .execute()
}
