import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const PATH = '/api/v1/admin/store/shipping-zones'
const method = (changes: Record<string, unknown> = {}) => ({
  name: 'Post',
  price: 395,
  ...changes,
})
const zone = (changes: Record<string, unknown> = {}) => ({
  name: 'Home',
  countries: ['GB'],
  methods: [method()],
  ...changes,
})

const create = (shop: TestShop, body: unknown) =>
  send(api, `POST ${PATH}`, { headers: shop.operator, body })
const update = (shop: TestShop, id: string, body: unknown) =>
  send(api, `PATCH ${PATH}/${id}`, { headers: shop.operator, body })
const remove = (shop: TestShop, id: string) =>
  send(api, `DELETE ${PATH}/${id}`, { headers: shop.operator })
const list = async (shop: TestShop) =>
  (await send(api, `GET ${PATH}`, { headers: shop.operator })).body.data.shippingZones

async function newZone(shop: TestShop, changes: Record<string, unknown> = {}) {
  return (await create(shop, zone(changes))).body.data.shippingZone
}

const methodsOf = (zone: { methods: unknown[] }) => zone.methods

/** Where and why a request was refused. */
async function issueOf(answer: ReturnType<typeof create>) {
  const { status, body } = await answer
  return [status, body.error?.code, body.error?.issues?.[0]?.path]
}

describe('does it', () => {
  it('creates a zone and lists it as it was answered, methods in the order given', async () => {
    const shop = await createTestShop(api)
    const full = method({
      name: 'Courier',
      description: 'Tracked',
      price: 0,
      freeAbove: 5_000,
      minWeightGrams: 0,
      maxWeightGrams: 2_000,
      minSubtotal: 100,
      maxSubtotal: 100,
      estimatedDays: { min: 2, max: 4 },
    })
    const { status, body } = await create(shop, zone({ methods: [full, method()] }))
    expect(status).toBe(201)
    expect(body.data.shippingZone).toMatchObject({
      name: 'Home',
      countries: ['GB'],
      regions: [],
      methods: [{ ...full }, { name: 'Post', price: 395, freeAbove: null, estimatedDays: null }],
    })
    expect(await list(shop)).toEqual([body.data.shippingZone])
  })

  it('ships to the rest of the world, to countries and to regions side by side', async () => {
    const shop = await createTestShop(api)
    for (const places of [
      { countries: ['*'] },
      { countries: ['GB', 'IE', 'GB'] },
      { countries: ['GB'], regions: ['Highland', 'Highland'] },
    ]) {
      expect((await create(shop, zone(places))).status).toBe(201)
    }
    const [world, isles, highland] = await list(shop)
    expect([world.countries, isles.countries, highland.regions]).toEqual([
      ['*'],
      ['GB', 'IE'],
      ['Highland'],
    ])
  })

  it('changes what is named and leaves the rest', async () => {
    const shop = await createTestShop(api)
    const before = await newZone(shop)
    api.clock.advance(1_000)
    const { body } = await update(shop, before.id, { name: 'Britain' })
    const { updatedAt } = body.data.shippingZone
    expect(body.data.shippingZone).toEqual({ ...before, name: 'Britain', updatedAt })
    expect(updatedAt > before.updatedAt).toBe(true)
    expect(await list(shop)).toEqual([body.data.shippingZone])
  })

  it('replaces the methods as a whole, and keeps the ids of those it is told to keep', async () => {
    const shop = await createTestShop(api)
    const methods = [method(), method({ name: 'Courier' })]
    const away = await newZone(shop, { countries: ['FR'] })
    api.clock.advance(1)
    const before = await newZone(shop, { methods })
    const [post, courier] = before.methods
    const changed = [method({ name: 'Drone', price: 9 }), { ...courier, price: 700 }]
    const { body } = await update(shop, before.id, { methods: changed })
    const { methods: after } = body.data.shippingZone
    expect(after).toMatchObject([{ name: 'Drone' }, { id: courier.id, price: 700 }])
    expect(after[0].id).not.toBe(post.id)
    expect((await list(shop)).map(methodsOf)).toEqual([away.methods, after])
  })

  it('may be without methods, and deletes a zone with its methods', async () => {
    const shop = await createTestShop(api)
    const { id } = await newZone(shop)
    await update(shop, id, { methods: [] })
    expect((await list(shop))[0].methods).toEqual([])
    await update(shop, id, { methods: [method()] })
    const { status, body } = await remove(shop, id)
    expect([status, body.data]).toEqual([200, { id, deleted: true }])
    expect(await list(shop)).toEqual([])
    expect((await remove(shop, id)).status).toBe(404)
  })
})

describe('refuses', () => {
  it.each([
    ['no name', { name: '' }, ['name']],
    ['no country', { countries: [] }, ['countries']],
    ['a country that is none', { countries: ['UK'] }, ['countries', 0]],
    ['the world beside a country', { countries: ['*', 'GB'] }, ['countries']],
    ['regions of the world', { countries: ['*'], regions: ['North'] }, ['regions']],
    ['NUL in a region', { regions: ['a\u0000'] }, ['regions', 0]],
    ['a negative price', { methods: [method({ price: -1 })] }, ['methods', 0, 'price']],
    ['a fraction of a penny', { methods: [method({ price: 1.5 })] }, ['methods', 0, 'price']],
    ['a price beyond measure', { methods: [method({ price: 1e15 })] }, ['methods', 0, 'price']],
    ['a price as text', { methods: [method({ price: '395' })] }, ['methods', 0, 'price']],
    ['an id of its own choosing', { methods: [method({ id: 'mine' })] }, ['methods', 0]],
    [
      'more than fifty methods',
      { methods: Array.from({ length: 51 }, () => method()) },
      ['methods'],
    ],
    [
      'bounds the wrong way round',
      { methods: [method({ minWeightGrams: 2, maxWeightGrams: 1 })] },
      ['methods', 0, 'maxWeightGrams'],
    ],
    [
      'subtotals the wrong way round',
      { methods: [method({ minSubtotal: 2, maxSubtotal: 1 })] },
      ['methods', 0, 'maxSubtotal'],
    ],
    [
      'days the wrong way round',
      { methods: [method({ estimatedDays: { min: 3, max: 2 } })] },
      ['methods', 0, 'estimatedDays'],
    ],
  ])('%s, and writes nothing', async (_, changes, path) => {
    const shop = await createTestShop(api)
    const fault = await issueOf(create(shop, zone(changes)))
    expect(fault).toEqual([400, 'validation_failed', path])
    expect(await list(shop)).toEqual([])
  })

  it('a price nobody can pay in the currency of the store, at creation and at change', async () => {
    const shop = await createTestShop(api, { currency: 'KWD' })
    const odd = { methods: [method({ price: 1_234 })] }
    const fault = [400, 'validation_failed', ['methods', 0, 'price']]
    expect(await issueOf(create(shop, zone(odd)))).toEqual(fault)
    const { id } = await newZone(shop, { methods: [method({ price: 1_230 })] })
    expect(await issueOf(update(shop, id, odd))).toEqual(fault)
  })

  it('a second zone for a place, at creation and at change', async () => {
    const shop = await createTestShop(api)
    await newZone(shop, { countries: ['GB', 'IE'] })
    const twin = create(shop, zone({ countries: ['FR', 'IE'] }))
    expect(await issueOf(twin)).toEqual([400, 'validation_failed', ['countries']])
    const { id } = await newZone(shop, { countries: ['FR'] })
    const widened = update(shop, id, { countries: ['FR', 'GB'] })
    expect(await issueOf(widened)).toEqual([400, 'validation_failed', ['countries']])
    expect((await update(shop, id, { countries: ['FR', 'BE'] })).status).toBe(200)
  })

  it('all but one of parallel zones for one place', async () => {
    const shop = await createTestShop(api)
    const operators = Array.from({ length: 8 }, () => shop)
    // With connections open beforehand they truly run side by side.
    await Promise.all(operators.map(list))
    const answers = await Promise.all(operators.map(() => create(shop, zone())))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await list(shop)).toHaveLength(1)
  })

  it('a method of another zone, an unknown one, and the same one twice, changing nothing', async () => {
    const shop = await createTestShop(api)
    const home = await newZone(shop)
    const away = await newZone(shop, { countries: ['FR'] })
    const before = await list(shop)
    const unknown = '01890000-0000-7000-8000-000000000000'
    for (const methods of [
      [method({ id: away.methods[0].id })],
      [method({ id: unknown })],
      [home.methods[0], home.methods[0]],
    ]) {
      const [status, code] = await issueOf(update(shop, home.id, { methods }))
      expect([status, code]).toEqual([400, 'validation_failed'])
    }
    expect(await list(shop)).toEqual(before)
  })

  it('to change or delete a zone of another store', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    const { id } = await newZone(shop)
    expect((await update(other, id, { name: 'Mine' })).status).toBe(404)
    expect((await remove(other, id)).status).toBe(404)
    expect((await list(shop))[0].name).toBe('Home')
    expect(await list(other)).toEqual([])
  })
})
