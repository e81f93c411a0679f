import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { db } = api.runtime
afterAll(() => api[Symbol.asyncDispose]())

const create = (body: unknown, headers = shop.operator) =>
  send(api, 'POST /api/v1/admin/discounts', { headers, body })

const stored = () => db.selectFrom('discounts').select(['storeId', 'id']).execute()

describe('does it', () => {
  it('creates one with what is not said left open', async () => {
    const { status, body } = await create({ code: ' Spring10 ', type: 'percentage', value: 12.5 })
    expect(status).toBe(201)
    expect(body.data.discount).toEqual({
      id: expect.any(String),
      code: 'Spring10',
      title: 'Spring10',
      type: 'percentage',
      class: 'order',
      value: 12.5,
      isActive: true,
      status: 'active',
      usageLimit: null,
      usedCount: 0,
      perCustomerLimit: null,
      startsAt: null,
      endsAt: null,
      minimumOrderAmount: null,
      minimumQuantity: null,
      appliesTo: { scope: 'order', ids: [] },
      buyXGetY: null,
      combinesWith: [],
      createdAt: new Date(api.clock.now()).toISOString(),
      updatedAt: new Date(api.clock.now()).toISOString(),
    })
  })

  it('creates one with everything said', async () => {
    const { productId } = await addGoods(api, shop)
    const said = {
      code: 'Everything',
      title: 'Everything at once',
      type: 'fixed_amount',
      value: 500,
      isActive: false,
      usageLimit: 10,
      perCustomerLimit: 1,
      startsAt: '2030-01-01T00:00:00.000Z',
      endsAt: '2030-02-01T00:00:00.000Z',
      minimumOrderAmount: 2_000,
      minimumQuantity: 2,
      appliesTo: { scope: 'products', ids: [productId] },
      combinesWith: ['order', 'shipping'],
    }
    const { body } = await create(said)
    expect(body.data.discount).toMatchObject({ ...said, class: 'product', status: 'disabled' })
  })

  it.each([
    [{ type: 'free_shipping' }, { class: 'shipping', value: 0 }],
    [
      { type: 'percentage', value: 33.33 },
      { class: 'order', value: 33.33 },
    ],
    [{ type: 'percentage', value: 100 }, { value: 100 }],
    [{ type: 'fixed_amount', value: 1 }, { value: 1 }],
    [{ type: 'free_shipping', startsAt: '2130-01-01T00:00:00Z' }, { status: 'scheduled' }],
    [{ type: 'free_shipping', endsAt: '2020-01-01T01:00:00+01:00' }, { status: 'expired' }],
  ])('creates automatic ones: %j', async (body, expected) => {
    const answer = await create({ code: null, ...body })
    expect(answer.status).toBe(201)
    expect(answer.body.data.discount).toMatchObject({ code: null, title: 'Discount', ...expected })
  })

  it('lets two stores use one code', async () => {
    const body = { code: 'SHARED', type: 'free_shipping' }
    expect((await create(body)).status).toBe(201)
    expect((await create(body, otherShop.operator)).status).toBe(201)
  })

  it('creates exactly one when twenty want the same code at once', async () => {
    const codes = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'Race' : 'rACE'))
    const answers = await Promise.all(
      codes.map((code) => create({ code, type: 'percentage', value: 10 }, shop.apiKey)),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(new Set(refused.map(({ body }) => body.error.code))).toEqual(
      new Set(['discount_code_taken']),
    )
  })
})

describe('refuses, and leaves nothing behind', () => {
  const percentage = { code: 'BAD', type: 'percentage', value: 10 }

  it.each([
    ['no type', { code: 'BAD', value: 10 }],
    ['no code', { type: 'percentage', value: 10 }],
    ['a blank code', { ...percentage, code: '  ' }],
    ['a code with NUL', { ...percentage, code: 'A\u0000' }],
    ['a code of 101 characters', { ...percentage, code: 'x'.repeat(101) }],
    ['no value', { code: 'BAD', type: 'percentage' }],
    ['less than 1 %', { ...percentage, value: 0.99 }],
    ['more than 100 %', { ...percentage, value: 100.01 }],
    ['three decimals', { ...percentage, value: 12.345 }],
    ['a negative value', { ...percentage, value: -5 }],
    ['a value as text', { ...percentage, value: '10' }],
    ['half a penny', { ...percentage, type: 'fixed_amount', value: 0.5 }],
    ['nothing off', { ...percentage, type: 'fixed_amount', value: 0 }],
    ['an unknown type', { ...percentage, type: 'gift' }],
    ['a usage limit of 0', { ...percentage, usageLimit: 0 }],
    ['a usage limit beyond counting', { ...percentage, usageLimit: 2_147_483_648 }],
    ['a moment without an offset', { ...percentage, startsAt: '2030-01-01T00:00:00' }],
    ['an unknown class', { ...percentage, combinesWith: ['everything'] }],
    ['products without naming any', { ...percentage, appliesTo: { scope: 'products' } }],
    ['products that do not exist', { ...percentage, appliesTo: products('x') }],
    ['an unknown field', { ...percentage, percentOff: 5 }],
    ['buy X, get Y, as yet', { code: 'BAD', type: 'buy_x_get_y', value: 0 }],
    [
      'its terms, as yet',
      { ...percentage, buyXGetY: { buyQuantity: 1, getQuantity: 1, percentOff: 5 } },
    ],
  ])('%s', async (_, body) => {
    const before = await stored()
    const answer = await create(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect(await stored()).toEqual(before)
  })

  it('products and collections of another store', async () => {
    const { productId } = await addGoods(api, otherShop)
    const { status, body } = await create({ ...percentage, appliesTo: products(productId) })
    expect([status, body.error.issues[0].path]).toEqual([400, ['appliesTo', 'ids']])
  })

  it('a window that ends as it starts', async () => {
    const moment = '2030-01-01T00:00:00Z'
    const { status, body } = await create({ ...percentage, startsAt: moment, endsAt: moment })
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(body.error.issues[0].path).toEqual(['endsAt'])
  })

  it('a code that another discount has, whatever its case', async () => {
    await create({ code: 'Taken', type: 'free_shipping' })
    const before = await stored()
    const { status, body } = await create({ code: ' TAKEN', type: 'free_shipping' })
    expect([status, body.error.code]).toEqual([409, 'discount_code_taken'])
    expect(await stored()).toEqual(before)
  })

  it('an amount that cannot be charged in the currency', async () => {
    const kuwait = await createTestShop(api, { currency: 'KWD' })
    const amount = { code: 'KW', type: 'fixed_amount', value: 1_234 }
    expect((await create(amount, kuwait.operator)).status).toBe(400)
    expect((await create({ ...amount, value: 1_230 }, kuwait.operator)).status).toBe(201)
  })
})

function products(id: string) {
  return { scope: 'products', ids: [id] }
}
