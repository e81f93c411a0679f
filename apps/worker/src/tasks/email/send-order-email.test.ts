import type { Jobs } from '@cartwright/contract/jobs'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { inTransaction } from '@cartwright/db/transaction'
import { cancelOrder } from '@cartwright/db/transactions/cancel-order'
import { fulfilOrder } from '@cartwright/db/transactions/fulfil-order'
import { startRefund } from '@cartwright/db/transactions/start-refund'
import { MailError, type MailErrorKind } from '@cartwright/platform/mail/mail-error'
import { afterAll, describe, expect, it } from 'vitest'

import { addTestOrder, type TestOrder, type TestOrderTerms } from '../../testing/test-order.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
const { db, ids } = worker.runtime
afterAll(() => worker[Symbol.asyncDispose]())

type Payload = Jobs['send-order-email']

const send = (payload: Payload) => worker.run('send-order-email', payload)
const confirmation = ({ storeId, orderId }: TestOrder): Payload => {
  return { storeId, orderId, subjectId: orderId, kind: 'order_confirmation' }
}

/** The mails that a step sends. */
async function mailsOf(step: () => Promise<unknown>) {
  const before = worker.mailer.sent.length
  await step()
  return worker.mailer.sent.slice(before)
}

async function confirmed(terms: TestOrderTerms) {
  const order = await addTestOrder(worker, terms)
  const [mail] = await mailsOf(() => send(confirmation(order)))
  if (mail === undefined) throw new Error('no mail was sent')
  return { order, mail }
}

async function recordOf({ storeId }: TestOrder) {
  return db
    .selectFrom('emailMessages')
    .select(['id', 'status', 'attempts', 'failure', 'recipient'])
    .where('storeId', '=', storeId)
    .executeTakeFirst()
}

function failing(kind: MailErrorKind): MailError {
  return new MailError({ kind, message: 'No', responseCode: kind === 'rejected' ? 550 : null })
}

const ownServer: TestOrderTerms = {
  emailSettings: {
    provider: 'smtp',
    fromAddress: 'shop@clay.example',
    smtp: {
      host: 'mail.clay.example',
      port: 465,
      secure: true,
      username: 'shop',
      sealedPassword: 'not opened before the server is found',
    },
  },
}

const facts = { ifMatch: null, actor: 'Grace', newId: ids.uuidv7 }
const now = () => new Date(worker.clock.now())

describe('the confirmation of an order', () => {
  it('says what was bought, what it cost and where to follow it', async () => {
    const { order, mail } = await confirmed({ supportEmail: 'help@clay.example' })
    const { orderNumber, trackingToken } = order
    expect(mail).toMatchObject({
      from: { name: 'Clay & Co', address: 'no-reply@api.test' },
      to: { name: 'Ada Lovelace', address: 'ada@example.com' },
      replyTo: { name: 'Clay & Co', address: 'help@clay.example' },
      subject: `Your Clay & Co order ${orderNumber}`,
    })
    for (const said of [
      'Hello Ada,',
      orderNumber,
      '2 x Bowl (Blue)  £20.00',
      'Subtotal: £20.00',
      'Discount: -£2.00',
      'Shipping: £3.99',
      'Total (includes £3.66 tax): £21.99',
      'London',
      `https://shop.test/track/${trackingToken}`,
    ]) {
      expect(mail.text).toContain(said)
    }
    expect(mail.html).toContain(`https://shop.test/track/${trackingToken}`)
  })

  it("writes money as the store's locale does", async () => {
    const { mail } = await confirmed({ locale: 'de-DE' })
    expect(mail.text).toMatch(/21,99\s£/u)
  })

  it("comes from the store's own address when it has one", async () => {
    const emailSettings = { fromName: 'Clay', fromAddress: 'shop@clay.example' }
    const { mail } = await confirmed({ emailSettings })
    expect(mail.from).toEqual({ name: 'Clay', address: 'shop@clay.example' })
    expect(mail.messageId).toMatch(/@clay\.example>$/)
  })

  it('is sent once, however often and by however many at once', async () => {
    const order = await addTestOrder(worker)
    const payload = confirmation(order)
    const mails = await mailsOf(async () => {
      await Promise.all(Array.from({ length: 5 }, () => send(payload)))
      await send(payload)
      worker.clock.advance(3_600_000)
      await send(payload)
    })
    expect(mails).toHaveLength(1)
    expect(await recordOf(order)).toMatchObject({ status: 'sent', recipient: 'ada@example.com' })
  })

  it('is written of the store that was bought from, and no other', async () => {
    const [order, other] = [await addTestOrder(worker), await addTestOrder(worker)]
    const { storeId } = other
    expect(await mailsOf(() => send({ ...confirmation(order), storeId }))).toEqual([])
  })
})

describe('a mail that could not be sent', () => {
  it.each(['unavailable', 'deferred', 'misconfigured'] as const)(
    'is tried again with the same Message-ID (%s)',
    async (kind) => {
      const order = await addTestOrder(worker)
      const payload = confirmation(order)
      worker.mailer.failNext(failing(kind))
      await expect(send(payload)).rejects.toThrow('No')
      const record = await recordOf(order)
      expect(record).toMatchObject({ status: 'failed', failure: kind, attempts: 1 })
      const [mail] = await mailsOf(() => send(payload))
      expect(mail?.messageId).toBe(`<${record?.id}@api.test>`)
      expect(await recordOf(order)).toMatchObject({ status: 'sent', failure: null, attempts: 2 })
    },
  )

  it('is given up at once when it was refused for good, and the operators are told', async () => {
    const order = await addTestOrder(worker)
    worker.mailer.failNext(failing('rejected'))
    expect(await mailsOf(() => send(confirmation(order)))).toEqual([])
    expect(await recordOf(order)).toMatchObject({ status: 'failed', failure: 'rejected 550' })
    const issues = await db
      .selectFrom('issues')
      .select(['kind', 'subjectId'])
      .where('storeId', '=', order.storeId)
      .execute()
    expect(issues).toEqual([{ kind: 'email_undeliverable', subjectId: order.orderId }])
  })

  it('is given up at once when its server must not be connected to, and they are told why', async () => {
    const order = await addTestOrder(worker, ownServer)
    worker.hosts.answer('mail.clay.example', ['169.254.169.254'])
    await send(confirmation(order))
    expect(await recordOf(order)).toMatchObject({ status: 'failed', failure: 'blocked' })
    const issues = await db
      .selectFrom('issues')
      .select(['kind', 'subjectId', 'detail'])
      .where('storeId', '=', order.storeId)
      .execute()
    const detail = 'The SMTP server of the store must not have an address inside a private network'
    expect(issues).toEqual([{ kind: 'email_undeliverable', subjectId: order.orderId, detail }])
  })

  it('is tried again while name servers do not answer', async () => {
    const order = await addTestOrder(worker, ownServer)
    worker.hosts.answer('mail.clay.example', 'fails')
    await expect(send(confirmation(order))).rejects.toThrow('could not be looked up')
    expect(await recordOf(order)).toMatchObject({ status: 'failed', failure: 'unavailable' })
  })

  it('is left to whoever is at it, looked at again, and taken over when they died', async () => {
    const order = await addTestOrder(worker)
    const payload = confirmation(order)
    const { storeId, subjectId, kind } = payload
    const row = { storeId, subjectId, kind, id: ids.uuidv7(), recipient: 'ada@example.com' }
    await db
      .insertInto('emailMessages')
      .values({ ...row, status: 'sending', claimedAt: now() })
      .execute()
    worker.clock.advance(300_000)
    expect(await mailsOf(() => send(payload))).toEqual([])
    expect(await waitingJobs(db)).toContainEqual({ task: 'send-order-email', payload })
    worker.clock.advance(1)
    const [mail] = await mailsOf(() => send(payload))
    expect(mail?.messageId).toBe(`<${row.id}@api.test>`)
  })
})

describe('the news of a parcel', () => {
  it('says what is in it and how to find it', async () => {
    const order = await addTestOrder(worker)
    const { storeId, orderId, lineId } = order
    const parcel = await inTransaction(db, (trx) =>
      fulfilOrder(trx, {
        ...facts,
        storeId,
        orderId,
        now: now(),
        notifyCustomer: true,
        asked: [{ orderLineId: lineId, quantity: 1 }],
        carrier: 'Royal Mail',
        trackingNumber: 'RM1',
        trackingUrl: 'https://track.example/RM1',
      }),
    )
    const subjectId = parcel.ok ? parcel.value : ''
    const payload = { storeId, orderId, subjectId, kind: 'shipping_notification' } as const
    const [mail, ...more] = await mailsOf(() => Promise.all([send(payload), send(payload)]))
    expect(more).toEqual([])
    for (const said of ['1 x Bowl (Blue)', 'Royal Mail', 'RM1', 'https://track.example/RM1']) {
      expect(mail?.text).toContain(said)
    }
  })
})

describe('money that goes back', () => {
  const mailed = async (payload: Payload) => (await mailsOf(() => send(payload)))[0]?.text

  it('is told by amount and reason once it is certain', async () => {
    const { storeId, orderId } = await addTestOrder(worker)
    const started = await inTransaction(db, (trx) =>
      startRefund(trx, {
        ...facts,
        storeId,
        orderId,
        now: now(),
        asked: null,
        restock: true,
        amount: 500,
        reason: 'Sorry for the chip.',
        operationKey: null,
      }),
    )
    const refundId = started.ok ? started.value : ''
    const payload = { storeId, orderId, subjectId: refundId, kind: 'order_refunded' } as const
    expect(await mailed(payload)).toBeUndefined()
    await worker.run('execute-refund', { storeId, refundId })
    const text = await mailed(payload)
    expect(text).toContain('We have refunded £5.00')
    expect(text).toContain('Sorry for the chip.')
  })

  it('with a cancelled order is told in one mail, once it is certain', async () => {
    const { storeId, orderId } = await addTestOrder(worker)
    const cancelled = await inTransaction(db, (trx) =>
      cancelOrder(trx, {
        ...facts,
        storeId,
        orderId,
        now: now(),
        restock: true,
        reason: 'Sold out.',
      }),
    )
    const refundId = (cancelled.ok && cancelled.value) || ''
    const payload = { storeId, orderId, subjectId: orderId, kind: 'order_cancelled' } as const
    expect(await mailed(payload)).toBeUndefined()
    expect(await waitingJobs(db)).toContainEqual({ task: 'send-order-email', payload })
    await worker.run('execute-refund', { storeId, refundId })
    expect(
      await mailed({ ...payload, subjectId: refundId, kind: 'order_refunded' }),
    ).toBeUndefined()
    const text = await mailed(payload)
    expect(text).toContain('was cancelled. Sold out.')
    expect(text).toContain('We have refunded £21.99')
  })

  it('is not promised when the refund of a cancelled order failed', async () => {
    const { storeId, orderId, paymentReference, accountId } = await addTestOrder(worker)
    await worker.gateway.createRefund({
      accountId,
      paymentIntentId: paymentReference,
      amount: 2_199,
      metadata: {},
      idempotencyKey: ids.uuidv7(),
      reason: 'requested_by_customer',
    })
    const cancelled = await inTransaction(db, (trx) =>
      cancelOrder(trx, {
        ...facts,
        storeId,
        orderId,
        now: now(),
        restock: true,
        reason: 'Sold out.',
      }),
    )
    const refundId = (cancelled.ok && cancelled.value) || ''
    await worker.run('execute-refund', { storeId, refundId })
    const text = await mailed({ storeId, orderId, subjectId: orderId, kind: 'order_cancelled' })
    expect(text).toContain('was cancelled')
    expect(text).not.toContain('refunded')
  })
})
