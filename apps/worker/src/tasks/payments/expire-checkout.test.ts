import type { CheckoutStore } from '@cartwright/db/testing/test-checkout'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { addSellingStore, issueKinds, openPage, stateOf } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database

let store: CheckoutStore
beforeEach(async () => {
  store = await addSellingStore(worker)
})

/** Two pages for one cart: the first is superseded by the second. */
async function openTwice() {
  const first = await openPage(worker, store)
  const { cartId } = first.checkout
  const second = await openPage(worker, store, { goods: [first.goods], cartId })
  return { first, second }
}

const expire = ({ checkout }: Awaited<ReturnType<typeof openPage>>) =>
  worker.run('expire-checkout', { storeId: store.storeId, checkoutSessionId: checkout.id })

const statusAtProvider = async (sessionId: string) =>
  (await worker.gateway.retrieveCheckoutSession(store.accountId, sessionId)).status

describe('a superseded session', () => {
  it('cannot be paid any more, and leaves the stock of its successor alone', async () => {
    const { first, second } = await openTwice()
    await expire(first)
    await expire(first)
    expect(await statusAtProvider(first.sessionId)).toBe('expired')
    expect(await stateOf(worker, first)).toMatchObject({ session: 'expired' })
    expect(await stateOf(worker, second)).toMatchObject({
      session: 'open',
      cart: 'checkout',
      holds: 1,
    })
  })

  it('becomes the order when it was paid first, and its successor is closed', async () => {
    const { first, second } = await openTwice()
    worker.gateway.pay(first.sessionId)
    await expire(first)
    expect(await stateOf(worker, first)).toMatchObject({
      session: 'paid',
      cart: 'completed',
      orders: 1,
    })
    await expire(second)
    expect(await statusAtProvider(second.sessionId)).toBe('expired')
    expect(await stateOf(worker, second)).toMatchObject({ session: 'expired', orders: 1 })
  })

  it('is refunded when both were paid', async () => {
    const { first, second } = await openTwice()
    worker.gateway.pay(first.sessionId)
    worker.gateway.pay(second.sessionId)
    const { storeId, accountId } = store
    await worker.run('reconcile-checkout', { storeId, checkoutSessionId: second.checkout.id })
    await expire(first)
    const { id: checkoutSessionId } = first.checkout
    expect(await waitingJobs(db)).toContainEqual({
      task: 'refund-unplaced-checkout',
      payload: { storeId, checkoutSessionId },
    })
    await worker.run('refund-unplaced-checkout', { storeId, checkoutSessionId })
    expect(await stateOf(worker, first)).toMatchObject({ session: 'refunded', orders: 1 })
    expect(worker.gateway.balance(accountId)).toBe(1000)
    expect(await issueKinds(worker, store)).toEqual(['paid_twice', 'unplaced_payment_refunded'])
  })

  it('is found and closed although the answer that made it was lost', async () => {
    const { first } = await openTwice()
    const forgotten = { providerSessionId: null, url: null }
    const { id } = first.checkout
    await db.updateTable('checkoutSessions').set(forgotten).where('id', '=', id).execute()
    await expire(first)
    expect(await statusAtProvider(first.sessionId)).toBe('expired')
  })

  it('is tried again while the provider does not answer', async () => {
    const { first } = await openTwice()
    const facts = { kind: 'unavailable', code: 'timeout', retry: 'same_key' } as const
    for (const when of ['before', 'after'] as const) {
      worker.gateway.failNext(new GatewayError({ ...facts, message: 'no answer' }), { when })
      await expect(expire(first)).rejects.toThrow('no answer')
      expect(await stateOf(worker, first)).toMatchObject({ session: 'superseded' })
    }
    await expire(first)
    expect(await stateOf(worker, first)).toMatchObject({ session: 'expired' })
  })
})

describe('a session that is not superseded', () => {
  it('stays open', async () => {
    const page = await openPage(worker, store)
    await expire(page)
    expect(await statusAtProvider(page.sessionId)).toBe('open')
  })
})
