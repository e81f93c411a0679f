import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const me = (headers: Readonly<Record<string, string>>) =>
  send(api, 'GET /api/v1/auth/me', { headers })

describe('does it', () => {
  it('names the user and what each role allows, of whichever store the header speaks', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    const viewer = await shop.member('viewer')
    const { status, body } = await me({ ...viewer, 'x-store-id': other.storeId })
    expect(status).toBe(200)
    expect(body.data.user.name).toBe('Test viewer')
    expect(body.data.memberships).toMatchObject([{ storeId: shop.storeId, role: 'viewer' }])
    const { permissions } = body.data.memberships[0]
    expect(permissions).toContain('orders:read')
    expect(permissions.filter((it: string) => it.endsWith(':write'))).toEqual([])
  })
})

describe('refuses', () => {
  it.each([
    ['no token', {}],
    ['a token that is none', { authorization: 'Bearer nonsense' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('%s', async (_, headers) => {
    const { status, body } = await me(headers)
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })

  it('a token whose week is over', async () => {
    const shop = await createTestShop(api)
    api.clock.advance(8 * 86_400_000)
    expect((await me(shop.operator)).status).toBe(401)
  })
})
