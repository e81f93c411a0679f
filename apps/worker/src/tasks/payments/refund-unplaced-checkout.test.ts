import type { CheckoutStore } from '@cartwright/db/testing/test-checkout'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { addSellingStore, issueKinds, openPage, stateOf } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const HOUR_MS = 3_600_000

let store: CheckoutStore
beforeEach(async () => {
  store = await addSellingStore(worker)
})

/** A session that was paid after its hold lapsed and its stock was sold to somebody else. */
async function payTooLate() {
  const late = await openPage(worker, store, { stock: { onHand: 1 } })
  worker.gateway.pay(late.sessionId)
  worker.clock.advance(HOUR_MS)
  const quick = await openPage(worker, store, { goods: [late.goods] })
  worker.gateway.pay(quick.sessionId)
  await settle(quick.checkout.id)
  await settle(late.checkout.id)
  expect(await stateOf(worker, late)).toMatchObject({ session: 'refunded', orders: 0 })
  return { late, quick }
}

const settle = (checkoutSessionId: string) =>
  worker.run('reconcile-checkout', { storeId: store.storeId, checkoutSessionId })

const refund = (checkoutSessionId: string) =>
  worker.run('refund-unplaced-checkout', { storeId: store.storeId, checkoutSessionId })

const referenceOf = async (id: string) => {
  const session = db.selectFrom('checkoutSessions').select('refundReference').where('id', '=', id)
  return (await session.executeTakeFirstOrThrow()).refundReference
}

const failure = (retry: 'same_key' | 'new_key') =>
  new GatewayError({ kind: 'unavailable', code: 'test', retry, message: 'no answer' })

describe('money of a session that became no order', () => {
  it('goes back once and whole, and the operators know', async () => {
    const { late } = await payTooLate()
    for (const _ of [1, 2]) await refund(late.checkout.id)
    expect(worker.gateway.balance(store.accountId)).toBe(1000)
    expect(await referenceOf(late.checkout.id)).toMatch(/^re_/)
    const kinds = ['paid_out_of_stock', 'unplaced_payment_refunded']
    expect(await issueKinds(worker, store)).toEqual(kinds)
  })

  it.each(['before', 'after'] as const)(
    'goes back once when the answer is lost %s the work is done',
    async (when) => {
      const { late } = await payTooLate()
      const asked = worker.gateway.createRefund.bind(worker.gateway)
      Object.assign(worker.gateway, {
        createRefund: async (input: Parameters<typeof asked>[0]) => {
          Object.assign(worker.gateway, { createRefund: asked })
          if (when === 'after') await asked(input)
          throw failure('same_key')
        },
      })
      await expect(refund(late.checkout.id)).rejects.toThrow('no answer')
      expect(await referenceOf(late.checkout.id)).toBeNull()
      await refund(late.checkout.id)
      expect(worker.gateway.balance(store.accountId)).toBe(1000)
    },
  )

  it('is asked for under a new key when the provider would only repeat its failure', async () => {
    const { late } = await payTooLate()
    const asked = worker.gateway.createRefund.bind(worker.gateway)
    const keys: string[] = []
    Object.assign(worker.gateway, {
      createRefund: (input: Parameters<typeof asked>[0]) => {
        keys.push(input.idempotencyKey)
        if (keys.length === 1) return Promise.reject(failure('new_key'))
        return asked(input)
      },
    })
    await expect(refund(late.checkout.id)).rejects.toThrow('no answer')
    await refund(late.checkout.id)
    Object.assign(worker.gateway, { createRefund: asked })
    expect(keys).toEqual([
      `checkout:${late.checkout.id}:refund`,
      `checkout:${late.checkout.id}:refund:1`,
    ])
    expect(worker.gateway.balance(store.accountId)).toBe(1000)
  })

  it('is still owed when the provider answers that the refund failed', async () => {
    const { late } = await payTooLate()
    const asked = worker.gateway.createRefund.bind(worker.gateway)
    Object.assign(worker.gateway, {
      createRefund: () => Promise.resolve({ refundId: 're_no', status: 'failed', amount: 1000 }),
    })
    await expect(refund(late.checkout.id)).rejects.toThrow('re_no failed')
    Object.assign(worker.gateway, { createRefund: asked })
    expect(await referenceOf(late.checkout.id)).toBeNull()
    await refund(late.checkout.id)
    expect(worker.gateway.refunds.at(-1)?.idempotencyKey).toBe(
      `checkout:${late.checkout.id}:refund:1`,
    )
    expect(worker.gateway.balance(store.accountId)).toBe(1000)
  })

  it('is not asked for again where somebody gave it back by hand', async () => {
    const { late } = await payTooLate()
    const { gateway } = worker
    const paid = await gateway.retrieveCheckoutSession(store.accountId, late.sessionId)
    await gateway.createRefund({
      accountId: store.accountId,
      paymentIntentId: paid.paymentIntentId ?? '',
      amount: 1000,
      idempotencyKey: 'by-hand',
      reason: 'requested_by_customer',
      metadata: {},
    })
    await refund(late.checkout.id)
    expect(await referenceOf(late.checkout.id)).toBe('already_refunded')
  })
})

describe('money of a session that became an order', () => {
  it('is never given back by this', async () => {
    const { quick } = await payTooLate()
    await refund(quick.checkout.id)
    expect(worker.gateway.balance(store.accountId)).toBe(2000)
  })
})
