import type { CheckoutDraft } from '@cartwright/db/json-columns'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addDiscount, addGoods, addShippingMethod } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
const { db, ids } = api.runtime
const { storeId, storefront: headers } = shop
const methodId = await addShippingMethod(api, shop)
await addDiscount(api, shop, { code: 'TENTH' })
afterAll(() => api[Symbol.asyncDispose]())

// What was being paid for plays no part here.
const draft = {} as CheckoutDraft

/** A cart of two bowls whose buyer is paying: a living session, the bowls held. */
async function cartInCheckout(status: 'creating' | 'open' = 'open') {
  const { variantId } = await addGoods(api, shop, { onHand: 5 })
  const items = [{ variantId, quantity: 2 }]
  const cart = await openCart(api, shop, { items, shippingAddress: london })
  const cartId = cart.id as string
  const [sessionId, expiresAt] = [ids.uuidv7(), new Date(api.clock.now() + 1_800_000)]
  await db.updateTable('carts').set({ status: 'checkout' }).where('id', '=', cartId).execute()
  await db
    .insertInto('checkoutSessions')
    .values({
      storeId,
      id: sessionId,
      cartId,
      cartVersion: 1,
      accountId: 'acct_1',
      status,
      currency: 'GBP',
      amountTotal: 2_000,
      customerEmail: 'ada@example.com',
      draft,
      requestKey: `${cartId}:1`,
      expiresAt,
    })
    .execute()
  const held = { storeId, variantId, cartId, quantity: 2, expiresAt }
  await db.insertInto('stockHolds').values(held).execute()
  return { cartId, sessionId, variantId, itemId: cart.items[0].id as string }
}

const stateOf = async ({ cartId, sessionId }: { cartId: string; sessionId: string }) => ({
  cart: (await row('carts', cartId)).status,
  session: (await row('checkoutSessions', sessionId)).status,
  holds: await db
    .selectFrom('stockHolds')
    .select('quantity')
    .where('cartId', '=', cartId)
    .execute(),
  released: await db
    .selectFrom('stockMovements')
    .select(['kind', 'heldDelta', 'onHandBefore', 'onHandAfter', 'reason'])
    .where('cartId', '=', cartId)
    .execute(),
  jobs: await expireJobs(sessionId),
})

const row = (table: 'carts' | 'checkoutSessions', id: string) =>
  db.selectFrom(table).select('status').where('id', '=', id).executeTakeFirstOrThrow()

async function expireJobs(checkoutSessionId: string) {
  const jobs = await waitingJobs(db)
  const wanted = { task: 'expire-checkout', payload: { storeId, checkoutSessionId } }
  return jobs.filter((job) => JSON.stringify(job) === JSON.stringify(wanted)).length
}

const choice = { shippingMethodId: methodId }

function itemsChange(itemId: string, body?: unknown): Change {
  return { path: itemId === '' ? '/items' : `/items/${itemId}`, body }
}

interface Change {
  readonly path: string
  readonly body?: unknown
}

const superseded = {
  cart: 'open',
  session: 'superseded',
  holds: [],
  released: [
    { kind: 'release', heldDelta: -2, onHandBefore: 5, onHandAfter: 5, reason: 'cart_changed' },
  ],
  jobs: 1,
}

const untouched = { cart: 'checkout', holds: [{ quantity: 2 }], released: [], jobs: 0 }

type Scene = Awaited<ReturnType<typeof cartInCheckout>>

describe('ends the checkout: session superseded, stock free, provider told', () => {
  it.each([
    ['adding an item', 'POST', ({ variantId }) => itemsChange('', { variantId, quantity: 1 })],
    ['a new quantity', 'PUT', ({ itemId }) => itemsChange(itemId, { quantity: 1 })],
    ['removing an item', 'DELETE', ({ itemId }) => itemsChange(itemId)],
    ['an e-mail', 'PATCH', () => ({ path: '', body: { customerEmail: 'grace@example.com' } })],
    ['a code', 'POST', () => ({ path: '/discount', body: { code: 'tenth' } })],
    ['a way to send it', 'POST', () => ({ path: '/shipping-method', body: choice })],
  ] satisfies [string, string, (scene: Scene) => Change][])('by %s', async (_, method, change) => {
    const scene = await cartInCheckout()
    const { path, body } = change(scene)
    const url = `${method} /api/v1/storefront/cart/${scene.cartId}${path}` as `GET /${string}`
    const answer = await send(api, url, { headers, body })
    expect([200, 201]).toContain(answer.status)
    expect(answer.body.data.cart).toMatchObject({ status: 'open', version: 2 })
    expect(await stateOf(scene)).toEqual(superseded)
  })

  it('also while its session is still being created', async () => {
    const scene = await cartInCheckout('creating')
    const body = { note: 'Ring twice' }
    await send(api, `PATCH /api/v1/storefront/cart/${scene.cartId}`, { headers, body })
    expect(await stateOf(scene)).toEqual(superseded)
  })

  it('once, when several change the cart at the same time', async () => {
    const scene = await cartInCheckout()
    const { variantId, cartId } = scene
    const add = () =>
      send(api, `POST /api/v1/storefront/cart/${cartId}/items`, {
        headers,
        body: { variantId, quantity: 1 },
      })
    const answers = await Promise.all([add(), add(), add()])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await stateOf(scene)).toEqual(superseded)
  })
})

describe('leaves the checkout alone', () => {
  it('when the cart is only read', async () => {
    const scene = await cartInCheckout()
    const { body } = await send(api, `GET /api/v1/storefront/cart/${scene.cartId}`, { headers })
    expect(body.data.cart).toMatchObject({ status: 'checkout', notices: [] })
    expect(await stateOf(scene)).toMatchObject({ ...untouched, session: 'open' })
  })

  it('when nothing is changed', async () => {
    const scene = await cartInCheckout()
    await send(api, `PATCH /api/v1/storefront/cart/${scene.cartId}`, { headers, body: {} })
    expect(await stateOf(scene)).toMatchObject({ ...untouched, session: 'open' })
  })

  it('when the change is refused', async () => {
    const scene = await cartInCheckout()
    const { cartId, variantId, itemId } = scene
    const url = `/api/v1/storefront/cart/${cartId}` as const
    for (const [request, status] of [
      [send(api, `POST ${url}/items`, { headers, body: { variantId, quantity: 9 } }), 409],
      [send(api, `PUT ${url}/items/${itemId}`, { headers, body: { quantity: 9 } }), 409],
      [send(api, `POST ${url}/discount`, { headers, body: { code: 'none' } }), 409],
      [send(api, `DELETE ${url}/items/${ids.uuidv7()}`, { headers }), 404],
    ] as const) {
      expect((await request).status).toBe(status)
    }
    expect(await stateOf(scene)).toMatchObject({ ...untouched, session: 'open' })
  })
})
