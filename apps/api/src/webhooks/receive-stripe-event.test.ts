import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { createTestApi } from '../testing/test-api.ts'
import { createSellingShop, type SellingShop } from '../testing/test-buying.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db } = api.runtime

let shop: SellingShop
beforeEach(async () => {
  shop = await createSellingShop(api)
})

interface Delivery {
  readonly rawBody: Buffer
  readonly signature: string
}

const signed = (
  account: string | null = shop.accountId,
  { secret = 'whsec_new', object = { id: 'cs_1' } }: { secret?: string; object?: object } = {},
) => api.gateway.signedEvent({ type: 'checkout.session.completed', object, account, secret })

async function deliver({ rawBody, signature }: Delivery) {
  const response = await api.app.inject({
    method: 'POST',
    url: '/api/v1/webhooks/stripe',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    payload: rawBody,
  })
  return { status: response.statusCode, body: response.json() }
}

const storedAs = (eventId: string) =>
  db.selectFrom('inboxEvents').selectAll().where('eventId', '=', eventId).execute()

const jobsOf = async (eventId: string) => {
  const jobs = await waitingJobs(db)
  return jobs.filter(({ payload }) => payload['eventId'] === eventId)
}

describe('an event of a store', () => {
  it('is stored and queued before it is answered', async () => {
    const event = signed()
    expect(await deliver(event)).toMatchObject({ status: 200, body: { data: { received: true } } })
    expect(await storedAs(event.id)).toMatchObject([
      {
        storeId: shop.storeId,
        account: shop.accountId,
        type: 'checkout.session.completed',
        status: 'received',
        payload: { id: event.id, data: { object: { id: 'cs_1' } } },
      },
    ])
    const payload = { account: shop.accountId, eventId: event.id }
    expect(await jobsOf(event.id)).toEqual([{ task: 'process-stripe-event', payload }])
  })

  it('is one however often and however parallel it is delivered', async () => {
    const event = signed()
    const answers = await Promise.all(Array.from({ length: 6 }, () => deliver(event)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
    expect(await storedAs(event.id)).toHaveLength(1)
    expect(await jobsOf(event.id)).toHaveLength(1)
  })

  it('is verified whatever Idempotency-Key it comes with', async () => {
    const event = signed()
    const keyed = (signature: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/v1/webhooks/stripe',
        headers: {
          'content-type': 'application/json',
          'stripe-signature': signature,
          'idempotency-key': 'k',
        },
        payload: event.rawBody,
      })
    expect((await keyed(event.signature)).statusCode).toBe(200)
    expect((await keyed('t=1,v1=00')).statusCode).toBe(401)
  })

  it('is accepted under the old secret while it is being rotated', async () => {
    expect(await deliver(signed(shop.accountId, { secret: 'whsec_old' }))).toMatchObject({
      status: 200,
    })
  })

  it('may hold characters that PostgreSQL cannot keep', async () => {
    const event = signed(shop.accountId, { object: { id: 'cs_1', name: 'A\u0000B \ud800' } })
    expect(await deliver(event)).toMatchObject({ status: 200 })
    expect(await storedAs(event.id)).toMatchObject([
      { payload: { data: { object: { name: 'A\uFFFDB \uFFFD' } } } },
    ])
  })

  it('finds its store after that has changed to another account', async () => {
    await db
      .updateTable('stripeAccounts')
      .set({ isCurrent: false })
      .where('accountId', '=', shop.accountId)
      .execute()
    const event = signed()
    await deliver(event)
    expect(await storedAs(event.id)).toMatchObject([{ storeId: shop.storeId, status: 'received' }])
  })
})

describe('an event of no store', () => {
  it.each(['acct_stranger', null])('is kept, ignored and logged (account %s)', async (account) => {
    const event = signed(account)
    expect(await deliver(event)).toMatchObject({ status: 200 })
    expect(await storedAs(event.id)).toMatchObject([{ storeId: null, status: 'ignored' }])
    expect(await jobsOf(event.id)).toEqual([])
    expect(api.log.text()).toContain(event.id)
  })
})

describe('it refuses', () => {
  it('what no secret of ours signed, and stores nothing', async () => {
    const forged = signed(shop.accountId, { secret: 'whsec_forged' })
    expect(await deliver(forged)).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthorized' } },
    })
    expect(await storedAs(forged.id)).toEqual([])
  })

  it('a changed body, an old one, and one without a signature', async () => {
    const event = signed()
    const changed = Buffer.from(event.rawBody.toString('utf8').replace('cs_1', 'cs_2'))
    expect(await deliver({ ...event, rawBody: changed })).toMatchObject({ status: 401 })
    expect(await deliver({ ...event, signature: '' })).toMatchObject({ status: 401 })
    api.clock.advance(301_000)
    expect(await deliver(event)).toMatchObject({ status: 401 })
  })

  it('a body beyond half a megabyte', async () => {
    const event = signed(shop.accountId, { object: { id: 'x'.repeat(512 * 1024) } })
    expect(await deliver(event)).toMatchObject({ status: 413 })
  })

  it('a body that is no event, though it is signed', async () => {
    const { signature } = signed()
    expect(await deliver({ rawBody: Buffer.from('[]'), signature })).toMatchObject({ status: 401 })
    expect(await deliver({ rawBody: Buffer.alloc(0), signature })).toMatchObject({ status: 401 })
  })
})
