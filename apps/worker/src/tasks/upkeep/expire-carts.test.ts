import { findLedgerFaults } from '@cartwright/db/queries/stock-ledger'
import { afterAll, expect, it } from 'vitest'

import { addSellingStore, openPage } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const DAY_MS = 24 * 3_600_000
const store = await addSellingStore(worker)

const cartOf = (id: string) =>
  db.selectFrom('carts').select('status').where('id', '=', id).executeTakeFirst()

async function addCart(expiresInMs: number): Promise<string> {
  const id = worker.runtime.ids.cartId()
  const expiresAt = new Date(worker.clock.now() + expiresInMs)
  const row = { storeId: store.storeId, id, currency: 'GBP', expiresAt }
  await db.insertInto('carts').values(row).execute()
  return id
}

it('deletes carts whose time is over and keeps the others', async () => {
  const [old, young] = [await addCart(0), await addCart(1000)]
  await worker.run('expire-carts', {})
  expect(await cartOf(old)).toBeUndefined()
  expect(await cartOf(young)).toEqual({ status: 'open' })
})

it('clears away more of them than one batch takes', async () => {
  const ids = await Promise.all(Array.from({ length: 230 }, () => addCart(0)))
  await worker.run('expire-carts', {})
  const left = await db.selectFrom('carts').select('id').where('id', 'in', ids).execute()
  expect(left).toEqual([])
})

it('only marks a cart that was checked out before, and keeps one that is being paid for', async () => {
  const page = await openPage(worker, store)
  const { cartId, id } = page.checkout
  worker.clock.advance(100 * DAY_MS)
  await worker.run('expire-carts', {})
  expect(await cartOf(cartId)).toEqual({ status: 'checkout' })
  await db.updateTable('checkoutSessions').set({ status: 'failed' }).where('id', '=', id).execute()
  await worker.run('expire-carts', {})
  expect(await cartOf(cartId)).toEqual({ status: 'expired' })
  const holds = await db.selectFrom('stockHolds').selectAll().where('cartId', '=', cartId).execute()
  expect(holds).toEqual([])
  expect(await findLedgerFaults(db)).toEqual([])
})
