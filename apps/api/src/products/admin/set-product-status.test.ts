import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)

const setStatus = (id: string, body: object, headers: Record<string, string> = {}) =>
  send(api, `PATCH /api/v1/admin/products/${id}/status`, {
    headers: { ...shop.operator, ...headers },
    body,
  })

describe('setting the status of a product', () => {
  it('publishes it, and remembers when it first was', async () => {
    const { id } = await createTestProduct(api, shop, { status: 'draft' })
    const publishedAt = new Date(api.clock.now()).toISOString()
    const { status, body } = await setStatus(id, { status: 'active' })
    expect([status, body.data.product]).toMatchObject([200, { status: 'active', publishedAt }])
    api.clock.advance(60_000)
    await setStatus(id, { status: 'draft' })
    const again = await setStatus(id, { status: 'active' })
    expect(again.body.data.product).toMatchObject({ publishedAt, version: 4 })
  })

  it('changes nothing when it is so already', async () => {
    const { id } = await createTestProduct(api, shop)
    const { status, body } = await setStatus(id, { status: 'active' })
    expect([status, body.data.product.version]).toEqual([200, 1])
  })
})

describe('setting the status refuses', () => {
  it('other words, other fields, other versions', async () => {
    const { id } = await createTestProduct(api, shop)
    expect((await setStatus(id, { status: 'gone' })).status).toBe(400)
    expect((await setStatus(id, { status: 'draft', title: 'X' })).status).toBe(400)
    const stale = await setStatus(id, { status: 'draft' }, { 'if-match': '"2"' })
    expect(stale.body.error.code).toBe('version_conflict')
  })
})
