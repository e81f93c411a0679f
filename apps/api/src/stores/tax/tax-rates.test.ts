import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const PATH = '/api/v1/admin/store/tax-rates'
const rate = (changes: Record<string, unknown> = {}) => ({
  name: 'VAT',
  country: 'GB',
  rateBasisPoints: 2_000,
  ...changes,
})

const create = (shop: TestShop, body: unknown) =>
  send(api, `POST ${PATH}`, { headers: shop.operator, body })
const update = (shop: TestShop, id: string, body: unknown) =>
  send(api, `PATCH ${PATH}/${id}`, { headers: shop.operator, body })
const remove = (shop: TestShop, id: string) =>
  send(api, `DELETE ${PATH}/${id}`, { headers: shop.operator })
const list = async (shop: TestShop) =>
  (await send(api, `GET ${PATH}`, { headers: shop.operator })).body.data.taxRates

describe('does it', () => {
  it('creates a standard rate that applies to shipping unless told otherwise', async () => {
    const shop = await createTestShop(api)
    const { status, body } = await create(shop, rate())
    expect(status).toBe(201)
    expect(body.data.taxRate).toMatchObject({
      ...rate(),
      region: null,
      taxCode: null,
      appliesToShipping: true,
    })
    expect(await list(shop)).toEqual([body.data.taxRate])
  })

  it('keeps rates for regions and tax codes beside the standard one, which comes first', async () => {
    const shop = await createTestShop(api)
    await create(shop, rate({ name: 'Books', taxCode: 'books', rateBasisPoints: 0 }))
    await create(shop, rate({ name: 'Jersey', region: 'JE', rateBasisPoints: 500 }))
    await create(shop, rate())
    await create(shop, rate({ name: 'TVA', country: 'FR' }))
    const names = (await list(shop)).map(({ name }: { name: string }) => name)
    expect(names).toEqual(['TVA', 'VAT', 'Books', 'Jersey'])
  })

  it('changes what is named, null included, and leaves the rest', async () => {
    const shop = await createTestShop(api)
    const before = (await create(shop, rate({ region: 'SCT' }))).body.data.taxRate
    api.clock.advance(1_000)
    const { body } = await update(shop, before.id, { rateBasisPoints: 10_000, region: null })
    const { updatedAt } = body.data.taxRate
    const after = { ...before, rateBasisPoints: 10_000, region: null, updatedAt }
    expect(body.data.taxRate).toEqual(after)
    expect(await list(shop)).toEqual([after])
  })

  it('deletes a rate', async () => {
    const shop = await createTestShop(api)
    const { id } = (await create(shop, rate())).body.data.taxRate
    expect((await remove(shop, id)).body.data).toEqual({ id, deleted: true })
    expect(await list(shop)).toEqual([])
    expect((await remove(shop, id)).status).toBe(404)
  })
})

describe('refuses', () => {
  it.each([
    ['a rate below nothing', { rateBasisPoints: -1 }],
    ['a rate above the whole', { rateBasisPoints: 10_001 }],
    ['a rate in percent', { rateBasisPoints: 17.5 }],
    ['a country that is none', { country: 'UK' }],
    ['the rest of the world', { country: '*' }],
    ['an empty tax code', { taxCode: '' }],
    ['an over-long region', { region: 'x'.repeat(101) }],
    ['NUL in the name', { name: 'V\u0000T' }],
    ['an unknown field', { rate: 20 }],
  ])('%s, and writes nothing', async (_, changes) => {
    const shop = await createTestShop(api)
    const { status, body } = await create(shop, rate(changes))
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await list(shop)).toEqual([])
  })

  it('a second rate for the same goods at the same place, however it is spelt', async () => {
    const shop = await createTestShop(api)
    await create(shop, rate({ country: 'US', region: 'CA' }))
    const twin = await create(shop, rate({ country: 'US', region: 'us-ca' }))
    expect([twin.status, twin.body.error.issues[0].path]).toEqual([400, ['country']])
    const { id } = (await create(shop, rate({ country: 'US', region: 'NY' }))).body.data.taxRate
    expect((await update(shop, id, { region: 'CA' })).status).toBe(400)
    expect((await update(shop, id, { region: 'NY', name: 'New York' })).status).toBe(200)
  })

  it('all but one of parallel rates for one place', async () => {
    const shop = await createTestShop(api)
    const operators = Array.from({ length: 8 }, () => shop)
    // With connections open beforehand they truly run side by side.
    await Promise.all(operators.map(list))
    const answers = await Promise.all(operators.map(() => create(shop, rate())))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 400]))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await list(shop)).toHaveLength(1)
  })

  it('to change or delete a rate of another store', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    const { id } = (await create(shop, rate())).body.data.taxRate
    expect((await update(other, id, { rateBasisPoints: 0 })).status).toBe(404)
    expect((await remove(other, id)).status).toBe(404)
    expect((await list(shop))[0].rateBasisPoints).toBe(2_000)
  })
})
