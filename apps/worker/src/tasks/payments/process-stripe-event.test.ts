import type { CheckoutStore } from '@cartwright/db/testing/test-checkout'
import { paidCheckout } from '@cartwright/db/testing/test-checkout'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { settleCheckout } from '@cartwright/db/transactions/settle-checkout'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import {
  addSellingStore,
  eventStatus,
  issueKinds,
  openPage,
  receive,
  stateOf,
} from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const HOUR_MS = 3_600_000

let store: CheckoutStore
beforeEach(async () => {
  store = await addSellingStore(worker)
})

const paid = { session: 'paid', cart: 'completed', orders: 1, holds: 0 }
const completed = (id: string) => ({ type: 'checkout.session.completed', object: { id } })

describe('a session that was paid', () => {
  it('becomes an order though nobody came back to confirm it', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const eventId = await receive(worker, store, completed(page.sessionId))
    expect(await stateOf(worker, page)).toEqual(paid)
    expect(await eventStatus(worker, eventId)).toBe('processed')
  })

  it('is one order when the webhook races the buyer who comes back', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const page = await openPage(worker, store)
      const session = worker.gateway.pay(page.sessionId)
      const facts = { ...paidCheckout(page.checkout, new Date(worker.clock.now())), session }
      const [settled] = await Promise.all([
        settleCheckout(db, facts),
        receive(worker, store, completed(page.sessionId)),
        receive(worker, store, completed(page.sessionId)),
      ])
      expect(settled?.kind).toBe('placed')
      expect(await stateOf(worker, page)).toEqual(paid)
    }
  })

  it('stays one order when events come twice, late and in the wrong order', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const { sessionId } = page
    const types = ['expired', 'async_payment_failed', 'completed', 'completed', 'expired']
    for (const type of types) {
      await receive(worker, store, { type: `checkout.session.${type}`, object: { id: sessionId } })
      expect(await stateOf(worker, page)).toEqual(paid)
    }
    worker.clock.advance(48 * HOUR_MS)
    await receive(worker, store, completed(sessionId))
    expect(await stateOf(worker, page)).toEqual(paid)
  })

  it('is worked off once, whatever the queue runs again', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const eventId = await receive(worker, store, completed(page.sessionId))
    const calls = worker.gateway.calls.length
    await worker.run('process-stripe-event', { account: store.accountId, eventId })
    expect(worker.gateway.calls.length).toBe(calls)
  })

  it('is found although a crash kept its id from being written down', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const { id } = page.checkout
    const forgotten = { providerSessionId: null, url: null, status: 'creating' } as const
    await db.updateTable('checkoutSessions').set(forgotten).where('id', '=', id).execute()
    const object = { id: page.sessionId, metadata: { checkoutSessionId: id } }
    await receive(worker, store, { type: 'checkout.session.completed', object })
    expect(await stateOf(worker, page)).toEqual(paid)
  })
})

describe('what an event says', () => {
  it('is never believed about money: the provider is asked', async () => {
    const page = await openPage(worker, store)
    const object = { id: page.sessionId, payment_status: 'paid', status: 'complete' }
    await receive(worker, store, { type: 'checkout.session.completed', object })
    expect(await stateOf(worker, page)).toMatchObject({ session: 'open', orders: 0, holds: 1 })
  })

  it('reaches no other store, whatever its metadata names', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const stranger = await addSellingStore(worker)
    const metadata = { storeId: store.storeId, checkoutSessionId: page.checkout.id }
    const object = { id: page.sessionId, metadata }
    const eventId = await receive(worker, stranger, { type: 'checkout.session.completed', object })
    expect(await eventStatus(worker, eventId)).toBe('ignored')
    expect(await stateOf(worker, page)).toMatchObject({ session: 'open', orders: 0 })
  })

  it('is ignored when it is about nothing of ours', async () => {
    const events = [
      completed('cs_unknown'),
      { type: 'customer.created', object: { id: 'cus_1' } },
      { type: 'checkout.session.completed', object: { nothing: true } },
      { type: 'refund.updated', object: { id: 're_1' } },
    ]
    for (const event of events) {
      expect(await eventStatus(worker, await receive(worker, store, event))).toBe('ignored')
    }
  })

  it('waits for another attempt while the provider does not answer', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId)
    const facts = { kind: 'unavailable', code: 'timeout', retry: 'same_key' } as const
    worker.gateway.failNext(new GatewayError({ ...facts, message: 'no answer' }))
    const id = 'evt_retried'
    await expect(receive(worker, store, { id, ...completed(page.sessionId) })).rejects.toThrow(
      'no answer',
    )
    expect(await eventStatus(worker, id)).toBe('received')
    await worker.run('process-stripe-event', { account: store.accountId, eventId: id })
    expect(await stateOf(worker, page)).toEqual(paid)
  })
})

describe('a payment that takes days', () => {
  it('keeps its stock until it arrives', async () => {
    const page = await openPage(worker, store, { stock: { onHand: 1 } })
    worker.gateway.pay(page.sessionId, 'delayed')
    await receive(worker, store, completed(page.sessionId))
    expect(await stateOf(worker, page)).toMatchObject({ session: 'open', orders: 0, holds: 1 })
    worker.clock.advance(23 * HOUR_MS)
    await worker.run('release-lapsed-holds', {})
    expect(await stateOf(worker, page)).toMatchObject({ holds: 1 })
    worker.gateway.settle(page.sessionId)
    const type = 'checkout.session.async_payment_succeeded'
    await receive(worker, store, { type, object: { id: page.sessionId } })
    expect(await stateOf(worker, page)).toEqual(paid)
  })

  it('frees everything when it fails', async () => {
    const page = await openPage(worker, store)
    worker.gateway.pay(page.sessionId, 'delayed')
    await receive(worker, store, completed(page.sessionId))
    const type = 'checkout.session.async_payment_failed'
    await receive(worker, store, { type, object: { id: page.sessionId } })
    const freed = { session: 'failed', cart: 'open', orders: 0, holds: 0 }
    expect(await stateOf(worker, page)).toEqual(freed)
    await receive(worker, store, completed(page.sessionId))
    expect(await stateOf(worker, page)).toEqual(freed)
  })
})

describe('a session that expired', () => {
  it('frees its stock and its cart', async () => {
    const page = await openPage(worker, store)
    worker.gateway.lapse(page.sessionId)
    await receive(worker, store, {
      type: 'checkout.session.expired',
      object: { id: page.sessionId },
    })
    expect(await stateOf(worker, page)).toEqual({
      session: 'expired',
      cart: 'open',
      orders: 0,
      holds: 0,
    })
  })
})

describe('an account that changed', () => {
  it('is asked what it may do now', async () => {
    const { accountId } = store
    const facts = { chargesEnabled: false, payoutsEnabled: false }
    await db.updateTable('stripeAccounts').set(facts).where('accountId', '=', accountId).execute()
    await receive(worker, store, { type: 'account.updated', object: { id: accountId } })
    const account = await db
      .selectFrom('stripeAccounts')
      .select(['chargesEnabled', 'payoutsEnabled', 'detailsSubmitted'])
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
    expect(account).toEqual({ chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true })
  })
})

describe('a placed order', () => {
  async function placeOrder() {
    const page = await openPage(worker, store)
    const { paymentIntentId } = worker.gateway.pay(page.sessionId)
    await receive(worker, store, completed(page.sessionId))
    return { page, paymentIntentId }
  }

  const paymentOf = async () => {
    const order = await db
      .selectFrom('orders')
      .innerJoin('payments', 'payments.orderId', 'orders.id')
      .select(['orders.paymentStatus as order', 'payments.status as payment'])
      .where('orders.storeId', '=', store.storeId)
      .executeTakeFirstOrThrow()
    return [order.order, order.payment]
  }

  it('is disputed, once, and the operators are told', async () => {
    const { paymentIntentId } = await placeOrder()
    const object = { payment_intent: paymentIntentId, status: 'needs_response' }
    for (const _ of [1, 2]) await receive(worker, store, { type: 'charge.dispute.created', object })
    expect(await paymentOf()).toEqual(['disputed', 'disputed'])
    expect(await issueKinds(worker, store)).toEqual(['payment_disputed'])
    await receive(worker, store, {
      type: 'charge.dispute.closed',
      object: { ...object, status: 'won' },
    })
    expect(await paymentOf()).toEqual(['paid', 'paid'])
  })

  it('loses its money with a dispute that is lost', async () => {
    const { paymentIntentId } = await placeOrder()
    const object = { payment_intent: paymentIntentId, status: 'lost' }
    await receive(worker, store, { type: 'charge.dispute.closed', object })
    expect(await paymentOf()).toEqual(['paid', 'paid'])
    await receive(worker, store, { type: 'charge.dispute.created', object })
    await receive(worker, store, { type: 'charge.dispute.closed', object })
    expect(await paymentOf()).toEqual(['refunded', 'refunded'])
  })

  it('remains refunded in part when a dispute is won', async () => {
    const { paymentIntentId } = await placeOrder()
    const refund = { id: 're_1', amount: 400, payment_intent: paymentIntentId, status: 'succeeded' }
    await receive(worker, store, { type: 'refund.created', object: refund })
    const object = { payment_intent: paymentIntentId, status: 'needs_response' }
    await receive(worker, store, { type: 'charge.dispute.created', object })
    const won = { ...object, status: 'won' }
    await receive(worker, store, { type: 'charge.dispute.closed', object: won })
    expect(await paymentOf()).toEqual(['partially_refunded', 'partially_refunded'])
  })

  it('notes what somebody refunded at the provider, once and only forward', async () => {
    const { paymentIntentId } = await placeOrder()
    const refund = { id: 're_1', amount: 400, payment_intent: paymentIntentId, status: 'succeeded' }
    await receive(worker, store, { type: 'refund.created', object: refund })
    await receive(worker, store, {
      type: 'refund.updated',
      object: { ...refund, status: 'pending' },
    })
    const charge = { id: 'ch_1', refunds: { data: [refund] } }
    await receive(worker, store, { type: 'charge.refunded', object: charge })
    expect(await paymentOf()).toEqual(['partially_refunded', 'partially_refunded'])
    const refunds = await db
      .selectFrom('refunds')
      .select(['amount', 'status'])
      .where('storeId', '=', store.storeId)
      .execute()
    expect(refunds).toEqual([{ amount: 400, status: 'succeeded' }])
    const rest = { ...refund, id: 're_2', amount: 600 }
    await receive(worker, store, { type: 'refund.created', object: rest })
    expect(await paymentOf()).toEqual(['refunded', 'refunded'])
  })
})

describe('news of a payment that is no order yet', () => {
  const refundOf = (payment_intent: string) => ({
    type: 'refund.created',
    object: { id: 're_early', amount: 400, payment_intent, status: 'succeeded' },
  })
  const disputeOf = (payment_intent: string) => ({
    type: 'charge.dispute.created',
    object: { payment_intent, status: 'needs_response' },
  })
  const chargeOf = (payment_intent: string) => ({
    type: 'charge.refunded',
    object: { id: 'ch_1', refunds: { data: [refundOf(payment_intent).object] } },
  })
  const early = 'No order has this payment yet'

  it.each([
    ['a refund', refundOf, 'partially_refunded'],
    ['the refunds of a charge', chargeOf, 'partially_refunded'],
    ['a dispute', disputeOf, 'disputed'],
  ])('waits for the order: %s', async (_, news, paymentStatus) => {
    const page = await openPage(worker, store)
    const { paymentIntentId } = worker.gateway.pay(page.sessionId)
    const id = `evt_${worker.runtime.ids.randomHex(12)}`
    const told = receive(worker, store, { id, ...news(paymentIntentId ?? '') })
    await expect(told).rejects.toThrow(early)
    expect(await eventStatus(worker, id)).toBe('received')
    await receive(worker, store, completed(page.sessionId))
    await worker.run('process-stripe-event', { account: store.accountId, eventId: id })
    expect(await eventStatus(worker, id)).toBe('processed')
    const order = db.selectFrom('orders').select('paymentStatus')
    expect(await order.where('storeId', '=', store.storeId).execute()).toEqual([{ paymentStatus }])
  })

  it.each([
    ['a refund', refundOf],
    ['a dispute', disputeOf],
  ])('is ignored when no order came within a day: %s', async (_, news) => {
    const id = `evt_${worker.runtime.ids.randomHex(12)}`
    await expect(receive(worker, store, { id, ...news('pi_elsewhere') })).rejects.toThrow(early)
    const payload = { account: store.accountId, eventId: id }
    worker.clock.advance(24 * HOUR_MS - 1)
    await expect(worker.run('process-stripe-event', payload)).rejects.toThrow(early)
    worker.clock.advance(1)
    await worker.run('process-stripe-event', payload)
    expect(await eventStatus(worker, id)).toBe('ignored')
  })

  it('troubles nobody when the attempts of a job run out: the next sweep takes it up', async () => {
    const { processStripeEvent } = await import('./process-stripe-event.ts')
    const id = 'evt_early'
    const failure: unknown = await receive(worker, store, {
      id,
      ...refundOf('pi_elsewhere'),
    }).catch((error: unknown) => error)
    const payload = { account: store.accountId, eventId: id }
    await processStripeEvent.giveUp?.(payload, worker.runtime, failure)
    expect(await eventStatus(worker, id)).toBe('received')
    expect(await issueKinds(worker, store)).toEqual([])
    worker.clock.advance(HOUR_MS)
    await worker.run('sweep-waiting', {})
    expect(await waitingJobs(db)).toContainEqual({ task: 'process-stripe-event', payload })
  })
})

describe('an event that never works', () => {
  it('is marked as failed, and the operators are told', async () => {
    const { processStripeEvent } = await import('./process-stripe-event.ts')
    const page = await openPage(worker, store)
    const facts = { kind: 'unavailable', code: 'timeout', retry: 'same_key' } as const
    const error = new GatewayError({ ...facts, message: 'no answer' })
    worker.gateway.failNext(error)
    const id = 'evt_hopeless'
    await expect(receive(worker, store, { id, ...completed(page.sessionId) })).rejects.toBe(error)
    const payload = { account: store.accountId, eventId: id }
    await processStripeEvent.giveUp?.(payload, worker.runtime, error)
    expect(await eventStatus(worker, id)).toBe('failed')
    expect(await issueKinds(worker, store)).toEqual(['stripe_event_failed'])
  })
})
