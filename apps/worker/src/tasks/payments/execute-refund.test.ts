import type { Jobs } from '@cartwright/contract/jobs'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { inTransaction } from '@cartwright/db/transaction'
import { recordProviderRefund } from '@cartwright/db/transactions/record-provider-refund'
import { startRefund } from '@cartwright/db/transactions/start-refund'
import { GatewayError, type GatewayRetry } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, describe, expect, it } from 'vitest'

import { addTestOrder, type TestOrder } from '../../testing/test-order.ts'
import { createTestWorker } from '../../testing/test-worker.ts'
import { executeRefund } from './execute-refund.ts'

const worker = await createTestWorker()
const { db, ids } = worker.runtime
afterAll(() => worker[Symbol.asyncDispose]())

const now = () => new Date(worker.clock.now())

/** An order of which one unit is to be refunded for 9.00, and nobody has asked for the money. */
async function pendingRefund() {
  const order = await addTestOrder(worker)
  const { storeId, orderId, lineId } = order
  const started = await inTransaction(db, (trx) =>
    startRefund(trx, {
      storeId,
      orderId,
      ifMatch: null,
      amount: null,
      restock: true,
      reason: 'Chipped',
      asked: [{ orderLineId: lineId, quantity: 1 }],
      operationKey: null,
      newId: ids.uuidv7,
      now: now(),
    }),
  )
  if (!started.ok) throw new Error(started.error.code)
  return { order, refundId: started.value, payload: { storeId, refundId: started.value } }
}

function failure(retry: GatewayRetry): GatewayError {
  return new GatewayError({ kind: 'unavailable', code: 'broken', retry, message: 'Broken' })
}

async function stateOf({ storeId, orderId, variantId, accountId }: TestOrder) {
  const order = await db
    .selectFrom('orders')
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('refunds', 'refunds.orderId', 'orders.id')
    .select(['orders.paymentStatus', 'orderLines.refundedQuantity', 'orderLines.cancelledQuantity'])
    .select(['customers.totalSpent', 'refunds.status'])
    .where('orders.storeId', '=', storeId)
    .where('orders.id', '=', orderId)
    .executeTakeFirstOrThrow()
  const stock = await db
    .selectFrom('variants')
    .select(['onHand', 'reserved'])
    .where('storeId', '=', storeId)
    .where('id', '=', variantId)
    .executeTakeFirstOrThrow()
  return { ...order, ...stock, balance: worker.gateway.balance(accountId) }
}

const untouched = {
  paymentStatus: 'paid',
  refundedQuantity: 0,
  cancelledQuantity: 0,
  totalSpent: 2_199,
  onHand: 10,
  reserved: 2,
  balance: 2_199,
}
const refunded = {
  paymentStatus: 'partially_refunded',
  refundedQuantity: 1,
  cancelledQuantity: 1,
  totalSpent: 1_299,
  onHand: 10,
  reserved: 1,
  balance: 1_299,
  status: 'succeeded',
}

const issuesOf = ({ storeId }: TestOrder) =>
  db.selectFrom('issues').select(['kind', 'severity']).where('storeId', '=', storeId).execute()

/** Runs the job while the provider does some things in its own way. */
function runWith(own: Partial<typeof worker.gateway>, payload: Jobs['execute-refund']) {
  return executeRefund.run(payload, { ...worker.runtime, gateway: { ...worker.gateway, ...own } })
}

const isNews = { task: 'deliver-event' }

describe('a refund that was begun', () => {
  it('is finished, once, however often and by however many at once', async () => {
    const { order, payload } = await pendingRefund()
    await Promise.all(Array.from({ length: 5 }, () => worker.run('execute-refund', payload)))
    await worker.run('execute-refund', payload)
    expect(await stateOf(order)).toEqual(refunded)
    expect(worker.gateway.refunds.filter((it) => it.accountId === order.accountId)).toHaveLength(1)
    const news = await db
      .selectFrom('outboxEvents')
      .select('type')
      .where('storeId', '=', order.storeId)
      .execute()
    expect(news).toEqual([{ type: 'order.refunded' }])
    expect(await waitingJobs(db)).toContainEqual(expect.objectContaining(isNews))
  })

  it.each(['before', 'after'] as const)(
    'is tried again under the same key when the answer is lost %s it happened',
    async (when) => {
      const { order, payload } = await pendingRefund()
      worker.gateway.failNext(failure('same_key'), { when })
      await expect(worker.run('execute-refund', payload)).rejects.toThrow('Broken')
      expect(await stateOf(order)).toMatchObject({ status: 'pending', paymentStatus: 'paid' })
      await worker.run('execute-refund', payload)
      expect(await stateOf(order)).toEqual(refunded)
    },
  )

  it.each(['never', 'new_key'] as const)(
    'fails with an issue and no other effect when it is refused (%s)',
    async (retry) => {
      const { order, payload } = await pendingRefund()
      worker.gateway.failNext(failure(retry))
      await worker.run('execute-refund', payload)
      expect(await stateOf(order)).toEqual({ ...untouched, status: 'failed' })
      expect(await issuesOf(order)).toEqual([{ kind: 'refund_failed', severity: 'critical' }])
    },
  )

  it('is not asked for any more once its key may be forgotten', async () => {
    const { order, payload } = await pendingRefund()
    const calls = worker.gateway.calls.length
    worker.clock.advance(23 * 3_600_000)
    await worker.run('execute-refund', payload)
    expect(worker.gateway.calls).toHaveLength(calls)
    expect(await stateOf(order)).toEqual({ ...untouched, status: 'pending' })
    expect(await issuesOf(order)).toEqual([{ kind: 'refund_unknown', severity: 'critical' }])
  })
})

describe('a refund the provider tells of', () => {
  type Told = Partial<Parameters<typeof recordProviderRefund>[1]>

  const tell = ({ storeId, accountId, paymentReference }: TestOrder, told: Told) =>
    inTransaction(db, (trx) =>
      recordProviderRefund(trx, {
        storeId,
        accountId,
        paymentReference,
        reference: 're_told',
        amount: 900,
        status: 'succeeded',
        refundId: null,
        newId: ids.uuidv7,
        now: now(),
        ...told,
      }),
    )

  it('settles ours when its answer was lost, and only once', async () => {
    const { order, refundId } = await pendingRefund()
    expect(await tell(order, { refundId })).toBe(true)
    expect(await tell(order, { refundId })).toBe(false)
    expect(await stateOf(order)).toEqual({ ...refunded, balance: 2_199 })
  })

  it('settles ours even when we believed that it had failed', async () => {
    const { order, refundId, payload } = await pendingRefund()
    worker.gateway.failNext(failure('new_key'))
    await worker.run('execute-refund', payload)
    expect(await tell(order, { refundId })).toBe(true)
    expect(await stateOf(order)).toEqual({ ...refunded, balance: 2_199 })
  })

  it('is taken note of when somebody else made it, as money alone', async () => {
    const order = await addTestOrder(worker)
    expect(await tell(order, { amount: 2_199 })).toBe(true)
    expect(await tell(order, { amount: 2_199 })).toBe(false)
    expect(await stateOf(order)).toMatchObject({
      paymentStatus: 'refunded',
      totalSpent: 0,
      refundedQuantity: 0,
      reserved: 2,
      status: 'succeeded',
    })
  })

  it('gives the money back to the shop when the bank returns it, and tells the operators', async () => {
    const { order, payload, refundId } = await pendingRefund()
    await worker.run('execute-refund', payload)
    const { providerReference } = await db
      .selectFrom('refunds')
      .select('providerReference')
      .where('id', '=', refundId)
      .executeTakeFirstOrThrow()
    const reference = providerReference ?? ''
    expect(await tell(order, { reference, status: 'failed' })).toBe(true)
    const returned = { paymentStatus: 'paid', totalSpent: 2_199, status: 'failed' }
    expect(await stateOf(order)).toMatchObject(returned)
    expect(await issuesOf(order)).toEqual([{ kind: 'refund_failed', severity: 'critical' }])
    expect(await tell(order, { reference }), 'late news').toBe(false)
    expect(await stateOf(order)).toMatchObject(returned)
  })

  it('stays failed when the news that it was asked for comes after', async () => {
    const { order, refundId } = await pendingRefund()
    expect(await tell(order, { refundId, status: 'failed' })).toBe(true)
    expect(await tell(order, { refundId, status: 'pending' }), 'late news').toBe(false)
    expect(await stateOf(order)).toEqual({ ...untouched, status: 'failed' })
    expect(await issuesOf(order)).toEqual([{ kind: 'refund_failed', severity: 'critical' }])
  })

  it('stays failed when our own request for it is answered after', async () => {
    const { order, refundId, payload } = await pendingRefund()
    const createRefund = worker.gateway.createRefund.bind(worker.gateway)
    const overtaken = async (request: Parameters<typeof createRefund>[0]) => {
      const made = await createRefund(request)
      await tell(order, { refundId, reference: made.refundId, status: 'failed' })
      return made
    }
    await runWith({ createRefund: overtaken }, payload)
    expect(await stateOf(order)).toMatchObject({ ...untouched, balance: 1_299, status: 'failed' })
  })

  it('is no refund of somebody else when the news that it failed came first', async () => {
    const order = await addTestOrder(worker)
    expect(await tell(order, { status: 'failed' })).toBe(true)
    expect(await tell(order, { status: 'pending' }), 'late news').toBe(false)
    expect(await stateOf(order)).toEqual({ ...untouched, status: 'failed' })
  })

  it.each([
    ['of a payment nobody knows', { paymentReference: 'pi_other' }],
    ['of another account', { accountId: 'acct_other' }],
    ['of another store', { storeId: '01890000-0000-7000-8000-000000000000' }],
    ['of nothing', { amount: 0 }],
  ])('changes nothing when it is %s', async (_, told) => {
    const order = await addTestOrder(worker)
    expect(await tell(order, told)).toBe(false)
    const refunds = await db
      .selectFrom('refunds')
      .select('id')
      .where('storeId', '=', order.storeId)
      .execute()
    expect(refunds).toEqual([])
  })
})
