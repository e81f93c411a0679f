import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const me = (headers: Readonly<Record<string, string>>) =>
  send(api, 'GET /api/v1/auth/me', { headers })
const logOut = (headers: Readonly<Record<string, string>>) =>
  send(api, 'POST /api/v1/auth/logout', { headers })

describe('does it', () => {
  it('makes the token worthless from the next request on, for account and store alike', async () => {
    const shop = await createTestShop(api)
    expect((await me(shop.operator)).status).toBe(200)
    const { status, body } = await logOut(shop.operator)
    expect([status, body.data]).toEqual([200, { message: 'Signed out.' }])
    const next = await me(shop.operator)
    expect([next.status, next.body.error.code]).toEqual([401, 'unauthorized'])
    expect((await logOut(shop.operator)).status).toBe(401)
  })

  it('ends this session and no other', async () => {
    const shop = await createTestShop(api)
    const other = await shop.member('admin')
    await logOut(shop.operator)
    expect((await me(other)).status).toBe(200)
  })
})

describe('refuses', () => {
  it('an API key, which is nobody to sign out', async () => {
    const shop = await createTestShop(api)
    expect((await logOut(shop.apiKey)).status).toBe(401)
  })
})
