import { addCheckoutGoods } from '@cartwright/db/testing/test-checkout'
import { afterAll, expect, it } from 'vitest'

import { addSellingStore, openPage } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const HOUR_MS = 3_600_000

const issues = () => db.selectFrom('issues').select(['kind', 'subjectId', 'occurrences']).execute()

it('tells of a variant whose counter was changed past the ledger, and of no other', async () => {
  const store = await addSellingStore(worker)
  await openPage(worker, store)
  const { variantId } = await addCheckoutGoods(db, store)
  await worker.run('reconcile-stock', {})
  expect(await issues()).toEqual([])
  await db.updateTable('variants').set({ onHand: 11 }).where('id', '=', variantId).execute()
  for (const _ of [1, 2]) await worker.run('reconcile-stock', {})
  const fault = { kind: 'stock_ledger_mismatch', subjectId: variantId, occurrences: 2 }
  expect(await issues()).toEqual([fault])
})

it('lapsed holds are cleared away with a line in the ledger, living ones are not', async () => {
  const store = await addSellingStore(worker)
  const lapsed = await openPage(worker, store)
  worker.clock.advance(HOUR_MS)
  const living = await openPage(worker, store)
  await worker.run('release-lapsed-holds', {})
  const holds = await db
    .selectFrom('stockHolds')
    .select('cartId')
    .where('storeId', '=', store.storeId)
    .execute()
  expect(holds).toEqual([{ cartId: living.checkout.cartId }])
  const movements = await db
    .selectFrom('stockMovements')
    .select(['kind', 'heldDelta', 'reason'])
    .where('cartId', '=', lapsed.checkout.cartId)
    .orderBy('id', 'desc')
    .execute()
  expect(movements).toContainEqual({ kind: 'release', heldDelta: -1, reason: 'hold_lapsed' })
})
