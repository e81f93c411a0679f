import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { type Checkout, startCheckout } from './testing/buyer.ts'
import { ordersOf, quiet, stockOf } from './testing/facts.ts'
import { messageIdsTo } from './testing/mails.ts'
import { moneyOf, paySession, slowSandbox } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'
import { openShop, stockGoods } from './testing/shop.ts'
import { until } from './testing/until.ts'

const SESSIONS = 20
const KILLS = 4
/** Five processes are started one after the other, and the jobs of each dead one are waited for. */
const TIMEOUT_MS = 90_000

test(
  'a worker killed again and again leaves every paid session with one order and one e-mail',
  async () => {
    await using product = await launchProduct({ worker: false })
    const shop = await openShop(product)
    const { variantId } = await stockGoods(product, shop, { price: 725, quantity: SESSIONS })
    const wish = { variantId, quantity: 1 }
    const checkouts: Checkout[] = []
    for (let count = 0; count < SESSIONS; count += 1) {
      checkouts.push(await startCheckout(product, shop, wish))
    }
    await Promise.all(
      checkouts.map(async ({ sessionId }) => {
        expect(await paySession(product, sessionId)).toBe(200)
      }),
    )
    // Slow enough for a kill to fall between asking Stripe and writing the order.
    await slowSandbox(product, 60)
    const placed = async () => (await ordersOf(product, shop)).length
    let jobsCutOff = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = await placed()
      const worker = await product.startWorker({ WORKER_CONCURRENCY: '2' })
      await until('an order', async () => (await placed()) > before)
      await worker.kill()
      jobsCutOff = Math.max(jobsCutOff, await lockedJobs(product))
    }
    expect(jobsCutOff).toBeGreaterThan(0)
    expect(await placed()).toBeLessThan(SESSIONS)

    await product.startWorker()
    await until('all orders', async () => (await placed()) === SESSIONS)
    await quiet(product)
    await letMailsBeTakenOver(product)
    await quiet(product)

    const orders = await ordersOf(product, shop)
    expect(orders.map(({ cartId }) => cartId).toSorted()).toEqual(
      checkouts.map(({ cartId }) => cartId).toSorted(),
    )
    expect(moneyOf(product, shop.accountId)).toMatchObject({
      captured: orders.reduce((sum, { total }) => sum + total, 0),
      refunded: 0,
      payments: SESSIONS,
    })
    expect(await stockOf(product, variantId)).toEqual({
      onHand: SESSIONS,
      reserved: SESSIONS,
      held: 0,
      ledgerAgrees: true,
    })
    // Whether a mail was accepted in the moment its sender died cannot be known: it is sent again,
    // under the Message-ID by which mailboxes know a repeat.
    for (const { email } of checkouts) expect(await messageIdsTo(product, email)).toHaveLength(1)
  },
  TIMEOUT_MS,
)

/** Jobs that somebody is at, dead or alive. */
async function lockedJobs({ database }: Product): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from graphile_worker._private_jobs where locked_by is not null
  `.execute(database.db)
  return rows[0]?.count ?? 0
}

/** As if the minutes had passed after which a mail whose sender died is sent by somebody else. */
async function letMailsBeTakenOver({ database: { db } }: Product): Promise<void> {
  await db
    .updateTable('emailMessages')
    .set({ claimedAt: new Date(Date.now() - 3_600_000) })
    .where('status', '=', 'sending')
    .execute()
  await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(
    db,
  )
}
