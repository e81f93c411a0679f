import { afterAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'
import { addTradeItem, imagePart, tradeItemCalls, xKey } from '../../testing/test-trade-items.ts'
import { shortIdOf } from '../short-id.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { pathOf, upload, list, remove } = tradeItemCalls(api, shop)
const key = xKey(shop.apiKey)

type Headers = Readonly<Record<string, string>>

const calls = {
  upload: (path: `/${string}`, headers: Headers) =>
    upload(path, [imagePart(testFiles.png)], headers),
  list: (path: `/${string}`, headers: Headers) => list(path, '', headers),
  delete: (path: `/${string}`, headers: Headers) => remove(path, shortIdOf(shop.storeId), headers),
}
const everyCall = Object.entries(calls)

describe.each(everyCall)('before it does anything, %s asks', (name, call) => {
  const WRONG_CHECK_DIGIT = '5901234123450'
  const nowhere = pathOf(WRONG_CHECK_DIGIT, 'nothing')

  it('first for a key in X-API-Key', async () => {
    const wrong = { 'x-api-key': `sk_live_abcdef_${'A'.repeat(43)}` }
    for (const headers of [{}, wrong, shop.apiKey, shop.operator]) {
      const { status, body } = await call(nowhere, headers)
      expect([status, body.error]).toEqual([
        401,
        { code: 'UNAUTHORIZED', message: expect.any(String), status: 401, details: null },
      ])
    }
  })

  it('then for its permission', async () => {
    const other = name === 'list' ? 'media:write' : 'media:read'
    const { status, body } = await call(nowhere, xKey(await shop.keyWith([other])))
    expect([status, body.error]).toEqual([
      403,
      { code: 'FORBIDDEN', message: expect.any(String), status: 403, details: null },
    ])
  })

  it('then for the organization', async () => {
    for (const malformed of ['nothing', 'oZEq7ovRbLq6UnGMPwc8B6', '0'.repeat(22)]) {
      const { status, body } = await call(pathOf(WRONG_CHECK_DIGIT, malformed), key)
      expect([status, body.error.details[0].field]).toEqual([422, 'organization_id'])
    }
    const theirs = await addTradeItem(api, otherShop)
    for (const gtin of [theirs.gtin, WRONG_CHECK_DIGIT]) {
      const foreign = await call(pathOf(gtin, shortIdOf(otherShop.storeId)), key)
      expect([foreign.status, foreign.body.error.code]).toEqual([404, 'NOT_FOUND'])
    }
  })

  it('then for the form of the GTIN, and whether the store has it', async () => {
    const bad = ['1234567', '123456789', '1234567890', '12345678901', '123456789012345']
    for (const gtin of [...bad, '5901234-23450', WRONG_CHECK_DIGIT, '00000000']) {
      const { status, body } = await call(pathOf(gtin), key)
      expect([status, body.error.code]).toEqual([422, 'VALIDATION_ERROR'])
      expect(body.error.details[0].field).toBe('gtin')
    }
    const theirs = await addTradeItem(api, otherShop)
    expect((await call(pathOf(theirs.gtin), key)).status).toBe(404)
  })

  it('and tells the limits of the key on every answer', async () => {
    const { gtin } = await addTradeItem(api, shop)
    for (const [path, headers] of [
      [pathOf(gtin), key],
      [nowhere, key],
      [nowhere, {}],
    ] as const) {
      const answer = await call(path, headers)
      expect(answer.headers['ratelimit-policy']).toMatch(/^\d+;w=60, \d+;w=86400$/)
      for (const field of ['limit', 'remaining', 'reset']) {
        expect(answer.headers[`ratelimit-${field}`]).toMatch(/^\d+$/)
        expect(answer.headers[`x-ratelimit-${field}`]).toMatch(/^\d+$/)
      }
      expect(answer.headers['retry-after']).toBeUndefined()
    }
  })
})
