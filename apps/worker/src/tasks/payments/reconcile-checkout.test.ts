import type { CheckoutStore } from '@cartwright/db/testing/test-checkout'
import { openTestCheckout } from '@cartwright/db/testing/test-checkout'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { addSellingStore, openPage, stateOf } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const HOUR_MS = 3_600_000
const freed = { cart: 'open', orders: 0, holds: 0 }

let store: CheckoutStore
beforeEach(async () => {
  store = await addSellingStore(worker)
})

const reconcile = (checkoutSessionId: string) =>
  worker.run('reconcile-checkout', { storeId: store.storeId, checkoutSessionId })

describe('a session whose end nobody told us', () => {
  it('becomes its order when it was paid', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    await reconcile(page.checkout.id)
    expect(await stateOf(worker, page)).toMatchObject({ session: 'paid', orders: 1 })
  })

  it('frees its stock when its time is over, though the provider keeps it open', async () => {
    const page = await openPage(worker, store)
    const original = worker.gateway.retrieveCheckoutSession.bind(worker.gateway)
    const open = await original(store.accountId, page.sessionId)
    const answers = [open]
    Object.assign(worker.gateway, {
      retrieveCheckoutSession: (accountId: string, id: string) =>
        Promise.resolve(answers.shift() ?? original(accountId, id)),
    })
    worker.clock.advance(HOUR_MS)
    await reconcile(page.checkout.id)
    Object.assign(worker.gateway, { retrieveCheckoutSession: original })
    expect(await stateOf(worker, page)).toEqual({ session: 'expired', ...freed })
  })

  it('is left alone while it may still be paid', async () => {
    const page = await openPage(worker, store)
    await reconcile(page.checkout.id)
    expect(await stateOf(worker, page)).toMatchObject({ session: 'open', holds: 1 })
    const { status } = await worker.gateway.retrieveCheckoutSession(store.accountId, page.sessionId)
    expect(status).toBe('open')
  })
})

describe('a session that was being made when its process died', () => {
  it.each(['not made', 'made'] as const)('is closed when it was %s', async (state) => {
    const page = await openPage(worker, store)
    const { id } = page.checkout
    const forgotten = { providerSessionId: null, url: null, status: 'creating' } as const
    await db.updateTable('checkoutSessions').set(forgotten).where('id', '=', id).execute()
    if (state === 'not made') worker.gateway.failNext(tooLate())
    await reconcile(id)
    const session = state === 'made' ? 'expired' : 'failed'
    expect(await stateOf(worker, page)).toEqual({ session, ...freed })
    if (state === 'not made') return
    const { status } = await worker.gateway.retrieveCheckoutSession(store.accountId, page.sessionId)
    expect(status).toBe('expired')
  })

  it('lets its cart be checked out again', async () => {
    const page = await openPage(worker, store)
    worker.clock.advance(HOUR_MS)
    await reconcile(page.checkout.id)
    const { cartId } = page.checkout
    const now = new Date(worker.clock.now())
    const terms = { goods: [page.goods], now, cartId }
    // The fixture's cart lives for an hour; this is about its checkout.
    const expiresAt = new Date(worker.clock.now() + HOUR_MS)
    await db.updateTable('carts').set({ expiresAt }).where('id', '=', cartId).execute()
    expect(await openTestCheckout(db, store, terms)).toMatchObject({ status: 'creating' })
  })
})

function tooLate() {
  const facts = { kind: 'refused', code: 'expires_at_too_soon', retry: 'never' } as const
  return new GatewayError({ ...facts, message: 'expires too soon' })
}
