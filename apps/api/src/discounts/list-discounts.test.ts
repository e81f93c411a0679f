import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addDiscount } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const headers = shop.operator
afterAll(() => api[Symbol.asyncDispose]())

const list = (query = '') => send(api, `GET /api/v1/admin/discounts${query}`, { headers })

const codesOf = ({ body }: Awaited<ReturnType<typeof list>>) =>
  body.data.discounts.map((discount: { code: string }) => discount.code)

const [past, future] = [new Date(api.clock.now() - 1), new Date(api.clock.now() + 60_000)]
await addDiscount(api, shop, { code: 'A-works' })
await addDiscount(api, shop, { code: 'B-ended', endsAt: past })
await addDiscount(api, shop, { code: 'C-later', startsAt: future })
await addDiscount(api, shop, { code: 'D-used-up', usageLimit: 1, usedCount: 1 })
await addDiscount(api, shop, { code: '100%_off' })
await addDiscount(api, otherShop, { code: 'Theirs' })

describe('does it', () => {
  it('lists the newest first, only those of the store', async () => {
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(codesOf(answer)).toEqual(['100%_off', 'D-used-up', 'C-later', 'B-ended', 'A-works'])
    expect(answer.body.meta).toEqual({ limit: 20, nextCursor: null })
  })

  it('pages through all of them without gap or overlap while more are added', async () => {
    const first = await list('?limit=2&includeTotal=true')
    expect(first.body.meta).toMatchObject({ limit: 2, total: 5 })
    const added = await addDiscount(api, shop, { code: 'Added' })
    const second = await list(`?limit=2&cursor=${first.body.meta.nextCursor}`)
    const third = await list(`?limit=2&cursor=${second.body.meta.nextCursor}`)
    await api.runtime.db.deleteFrom('discounts').where('id', '=', added).execute()
    expect([first, second, third].map(codesOf)).toEqual([
      ['100%_off', 'D-used-up'],
      ['C-later', 'B-ended'],
      ['A-works'],
    ])
    expect(third.body.meta.nextCursor).toBeNull()
  })

  it.each([
    ['?q=USED', ['D-used-up']],
    ['?q=%25_', ['100%_off']],
    ['?q=_', ['100%_off']],
    ['?q=theirs', []],
    ['?active=true&q=', ['100%_off', 'A-works']],
    ['?active=true', ['100%_off', 'A-works']],
    ['?active=false', ['D-used-up', 'C-later', 'B-ended']],
    ['?active=true&q=works', ['A-works']],
    ['?unknown=1&limit=1', ['100%_off']],
  ])('filters by %s', async (query, codes) => {
    const answer = await list(query)
    expect(codesOf(answer)).toEqual(codes)
  })
})

describe('counts', () => {
  it.each([
    ['', 5],
    ['&q=works', 1],
    ['&active=false', 3],
    ['&limit=1', 5],
  ])('all that match %s, on every page', async (query, total) => {
    expect((await list(`?includeTotal=true${query}`)).body.meta.total).toBe(total)
  })
})

describe('refuses', () => {
  it.each(['?limit=0', '?limit=101', '?limit=x', '?cursor=x', '?active=maybe', '?q=%00'])(
    '%s',
    async (query) => {
      const { status, body } = await list(query)
      expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    },
  )
})
