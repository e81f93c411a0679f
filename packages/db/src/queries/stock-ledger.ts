import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** A counter and what the ledger of its changes sums to. */
export interface LedgerFault {
  readonly storeId: string
  readonly variantId: string
  readonly sku: string
  readonly onHand: number
  readonly onHandLedger: number
  readonly reserved: number
  readonly reservedLedger: number
  readonly held: number
  readonly heldLedger: number
}

/** Of which variants do the counters differ from the sum of their movements? None, unless something
 *  wrote past the ledger. Reads the whole ledger; at most 1,000 faults. */
export async function findLedgerFaults(db: Database): Promise<LedgerFault[]> {
  const { rows } = await sql<LedgerFault>`
    with ledger as (
      select store_id, variant_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved,
             sum(held_delta) as held
        from stock_movements group by store_id, variant_id
    ), holds as (
      select store_id, variant_id, sum(quantity) as held
        from stock_holds group by store_id, variant_id
    )
    select variants.store_id, variants.id as variant_id, variants.sku,
           variants.on_hand, coalesce(ledger.on_hand, 0)::int as on_hand_ledger,
           variants.reserved, coalesce(ledger.reserved, 0)::int as reserved_ledger,
           coalesce(holds.held, 0)::int as held, coalesce(ledger.held, 0)::int as held_ledger
      from variants
      left join ledger on ledger.store_id = variants.store_id and ledger.variant_id = variants.id
      left join holds on holds.store_id = variants.store_id and holds.variant_id = variants.id
     where variants.on_hand <> coalesce(ledger.on_hand, 0)
        or variants.reserved <> coalesce(ledger.reserved, 0)
        or coalesce(holds.held, 0) <> coalesce(ledger.held, 0)
     order by variants.store_id, variants.id limit 1000
  `.execute(db)
  return rows
}
