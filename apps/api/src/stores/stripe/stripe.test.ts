import { GatewayError, type GatewayRetry } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addOpenCheckout } from '../../testing/test-checkout.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db } = api.runtime
const PATH = '/api/v1/admin/store/stripe'
const urls = { returnUrl: 'https://console.test/done', refreshUrl: 'https://console.test/again' }

type Headers = Readonly<Record<string, string>>
const status = (shop: TestShop) => send(api, `GET ${PATH}/status`, { headers: shop.operator })
const accountLink = (shop: TestShop, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}/account-link`, { headers, body: urls })
const dashboardLink = (shop: TestShop) =>
  send(api, `POST ${PATH}/dashboard-link`, { headers: shop.operator, body: {} })
const reset = (shop: TestShop) =>
  send(api, `POST ${PATH}/reset`, { headers: shop.operator, body: {} })

const accountsOf = (shop: TestShop) =>
  db
    .selectFrom('stripeAccounts')
    .select(['accountId', 'isCurrent', 'chargesEnabled', 'checkedAt'])
    .where('storeId', '=', shop.storeId)
    .orderBy('createdAt')
    .orderBy('accountId')
    .execute()

async function accountOf(shop: TestShop): Promise<string> {
  const current = (await accountsOf(shop)).find(({ isCurrent }) => isCurrent)
  if (current === undefined) throw new Error('the store has no account')
  return current.accountId
}

function outage(retry: GatewayRetry = 'same_key') {
  const message = 'Stripe says: secret details of sk_test_1234'
  return new GatewayError({ kind: 'unavailable', code: 'api_error', retry, message })
}

function refusal() {
  const message = 'Stripe says: secret details of sk_test_1234'
  return new GatewayError({ kind: 'refused', code: 'account_invalid', retry: 'never', message })
}

describe('does it', () => {
  it('says that a store without an account is not connected, asking nobody', async () => {
    const shop = await createTestShop(api)
    const calls = api.gateway.calls.length
    const { body } = await status(shop)
    expect(body.data.stripe).toEqual({
      connected: false,
      accountId: null,
      chargesEnabled: false,
      payoutsEnabled: false,
      detailsSubmitted: false,
      requirements: [],
      mode: 'test',
    })
    expect(api.gateway.calls).toHaveLength(calls)
  })

  it('opens one account, in the owner’s name, however often a link is asked for', async () => {
    const shop = await createTestShop(api)
    const first = await accountLink(shop)
    const second = await accountLink(shop)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.data.url).toMatch(/^https:/)
    expect(first.body.data.url).not.toBe(second.body.data.url)
    expect(Date.parse(first.body.data.expiresAt)).toBeGreaterThan(api.clock.now())
    expect(await accountsOf(shop)).toHaveLength(1)
    const created = api.gateway.calls.findLast(({ method }) => method === 'createAccount')
    expect(created?.input).toMatchObject({ storeId: shop.storeId, country: 'GB' })
    expect(created?.input).toMatchObject({ email: expect.stringContaining('owner-') })
  })

  it('opens one account for operators who ask at the same time', async () => {
    const shop = await createTestShop(api)
    const answers = await Promise.all([1, 2, 3].map(() => accountLink(shop)))
    expect(answers.map((it) => it.status)).toEqual([201, 201, 201])
    expect(await accountsOf(shop)).toHaveLength(1)
  })

  it('finds the account again whose making was not answered', async () => {
    const shop = await createTestShop(api)
    api.gateway.failNext(outage(), { when: 'after' })
    const lost = await accountLink(shop)
    expect([lost.status, lost.body.error.code]).toEqual([503, 'unavailable'])
    expect(await accountsOf(shop)).toEqual([])
    await accountLink(shop)
    const keys = api.gateway.calls
      .filter(({ method, input }) => method === 'createAccount' && mentions(input, shop))
      .map(({ input }) => JSON.stringify(input))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('asks under a new key when the provider recorded a failure under the old one', async () => {
    const shop = await createTestShop(api)
    api.gateway.failNext(outage('new_key'))
    expect((await accountLink(shop)).status).toBe(201)
    expect(await accountsOf(shop)).toHaveLength(1)
  })

  it('tells what Stripe says now, and remembers it for checkout', async () => {
    const shop = await createTestShop(api)
    await accountLink(shop)
    const before = (await status(shop)).body.data.stripe
    expect(before).toMatchObject({ connected: true, chargesEnabled: false })
    expect(before.requirements).not.toEqual([])
    api.gateway.onboard(before.accountId)
    const after = (await status(shop)).body.data.stripe
    expect(after).toMatchObject({ chargesEnabled: true, detailsSubmitted: true, requirements: [] })
    const [row] = await accountsOf(shop)
    expect(row).toMatchObject({ chargesEnabled: true, checkedAt: new Date(api.clock.now()) })
  })

  it('links to the dashboard as soon as the onboarding was gone through', async () => {
    const shop = await createTestShop(api)
    const none = await dashboardLink(shop)
    expect([none.status, none.body.error.code]).toEqual([409, 'payments_not_ready'])
    await accountLink(shop)
    const early = await dashboardLink(shop)
    expect([early.status, early.body.error.code]).toEqual([409, 'payments_not_ready'])
    const accountId = await accountOf(shop)
    api.gateway.onboard(accountId)
    const { status, body } = await dashboardLink(shop)
    expect([status, body.data.url]).toEqual([201, expect.stringContaining(accountId)])
  })

  it('parts with an account, which stays known, and opens another one afterwards', async () => {
    const shop = await createTestShop(api)
    await accountLink(shop)
    const old = await accountOf(shop)
    const { status: code, body } = await reset(shop)
    expect([code, body.data.stripe.connected]).toEqual([200, false])
    expect((await status(shop)).body.data.stripe.connected).toBe(false)
    api.clock.advance(1_000)
    await accountLink(shop)
    const accounts = await accountsOf(shop)
    expect(accounts.map(({ isCurrent }) => isCurrent)).toEqual([false, true])
    expect(accounts[0]?.accountId).toBe(old)
    expect(accounts[1]?.accountId).not.toBe(old)
  })

  it('parts with nothing, gladly', async () => {
    expect((await reset(await createTestShop(api))).status).toBe(200)
  })
})

describe('refuses', () => {
  it('to part with an account while a buyer is at the till, and not a moment longer', async () => {
    const shop = await createTestShop(api)
    await accountLink(shop)
    await addOpenCheckout(api, { ...shop, expiresAt: new Date(api.clock.now() + 60_000) })
    const { status: code, body } = await reset(shop)
    expect([code, body.error.code, body.error.details]).toEqual([
      409,
      'in_use',
      { openCheckouts: 1 },
    ])
    expect((await accountsOf(shop))[0]?.isCurrent).toBe(true)
    api.clock.advance(60_000)
    expect((await reset(shop)).status).toBe(200)
  })

  it.each(['javascript:alert(1)', 'ftp://shop.example', '/done', ''])(
    'a return address such as %j',
    async (returnUrl) => {
      const shop = await createTestShop(api)
      const body = { ...urls, returnUrl }
      const answer = await send(api, `POST ${PATH}/account-link`, { headers: shop.operator, body })
      expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
      expect(await accountsOf(shop)).toEqual([])
    },
  )

  it('admins, who may not move money', async () => {
    const shop = await createTestShop(api)
    const admin = await shop.member('admin')
    expect((await accountLink(shop, admin)).status).toBe(403)
  })

  it('with "unavailable" while Stripe is away, and "payments_not_ready" when it says no', async () => {
    const shop = await createTestShop(api)
    await accountLink(shop)
    for (const ask of [status, accountLink, dashboardLink]) {
      api.gateway.failNext(outage())
      const away = await ask(shop)
      expect([away.status, away.body.error.code]).toEqual([503, 'unavailable'])
      api.gateway.failNext(refusal())
      const no = await ask(shop)
      expect([no.status, no.body.error.code]).toEqual([409, 'payments_not_ready'])
      expect(JSON.stringify([away.body, no.body])).not.toContain('Stripe says')
    }
  })
})

function mentions(input: unknown, shop: TestShop): boolean {
  return JSON.stringify(input).includes(shop.storeId)
}
