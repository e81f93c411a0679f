import { sql } from 'kysely'

import type { Product } from './product.ts'
import type { Shop } from './shop.ts'
import { until } from './until.ts'

/** What the database says of one variant's stock, and whether its ledger agrees. */
export interface StockFacts {
  readonly onHand: number
  readonly reserved: number
  /** In holds, lapsed ones included. */
  readonly held: number
  readonly ledgerAgrees: boolean
}

/** Reads the counters of a variant, its holds, and the sums of its movements. */
export async function stockOf(product: Product, variantId: string): Promise<StockFacts> {
  const { rows } = await sql<StockFacts>`
    select v.on_hand as "onHand", v.reserved, coalesce(h.held, 0)::int as held,
           (v.on_hand, v.reserved, coalesce(h.held, 0))
             is not distinct from (m.on_hand, m.reserved, m.held) as "ledgerAgrees"
      from variants v
      left join lateral (select sum(quantity) as held from stock_holds
                          where store_id = v.store_id and variant_id = v.id) h on true
      left join lateral (select sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved,
                                sum(held_delta) as held
                           from stock_movements
                          where store_id = v.store_id and variant_id = v.id) m on true
     where v.id = ${variantId}
  `.execute(product.database.db)
  const [stock] = rows
  if (stock === undefined) throw new Error('There is no such variant.')
  return stock
}

export interface PlacedOrder {
  readonly id: string
  readonly cartId: string
  readonly total: number
  readonly paymentStatus: string
}

/** The orders of a shop, oldest first. */
export async function ordersOf(
  product: Product,
  { storeId }: Pick<Shop, 'storeId'>,
): Promise<readonly PlacedOrder[]> {
  return await product.database.db
    .selectFrom('orders')
    .select(['id', 'cartId', 'total', 'paymentStatus'])
    .where('storeId', '=', storeId)
    .orderBy('placedAt')
    .execute()
}

/** The kind of every issue the operators of a shop have. */
export async function issueKinds(
  product: Product,
  { storeId }: Pick<Shop, 'storeId'>,
): Promise<readonly string[]> {
  const issues = await product.database.db
    .selectFrom('issues')
    .select('kind')
    .where('storeId', '=', storeId)
    .orderBy('kind')
    .execute()
  return issues.map(({ kind }) => kind)
}

/** Waits until nothing is on its way any more: no webhook, no stored event, no job that is due. */
export async function quiet(product: Product): Promise<void> {
  let open: readonly string[] = []
  await until(
    () => `everything to be worked off, and there were still: ${open.join('; ')}`,
    async () => {
      open = await openWork(product)
      return open.length === 0
    },
  )
}

async function openWork({ database, sandbox }: Product): Promise<readonly string[]> {
  const { pending } = sandbox.summary().deliveries
  const { rows } = await sql<{ what: string }>`
    select 'event ' || type as what from inbox_events where status = 'received'
    union all
    select 'news ' || type from outbox_events where dispatched_at is null
    union all
    select 'job ' || tasks.identifier || coalesce(' after ' || jobs.last_error, '')
      from graphile_worker._private_jobs as jobs
      join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
     where jobs.attempts < jobs.max_attempts
       and (jobs.run_at <= now() or jobs.last_error is not null)
  `.execute(database.db)
  const webhooks = Array.from({ length: pending }, () => 'webhook')
  return [...webhooks, ...rows.map(({ what }) => what)]
}
