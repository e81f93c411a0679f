import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop } from '../../testing/test-shop.ts'
import { shortIdOf } from '../short-id.ts'

// Three requests a minute for these routes, ten for the others.
const api = await createTestApi({ rateLimitScale: 0.01 })
afterAll(() => api[Symbol.asyncDispose]())

describe('too many requests', () => {
  it('of trade-item images are told with the seconds to wait, until they are over', async () => {
    const shop = await createTestShop(api)
    const headers = { 'x-api-key': (shop.apiKey['authorization'] ?? '').replace('Bearer ', '') }
    const path = `/dashboard/api/v1/trade-items/${shortIdOf(shop.storeId)}/96385074/images` as const
    for (const remaining of ['2', '1', '0']) {
      const answer = await send(api, `GET ${path}`, { headers })
      expect([answer.status, answer.headers['ratelimit-remaining']]).toEqual([404, remaining])
    }
    const refused = await send(api, `GET ${path}`, { headers })
    expect(refused.status).toBe(429)
    const seconds = Number(refused.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(refused.body.error).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      details: null,
      retry_after_seconds: seconds,
    })
    expect(refused.headers).toMatchObject({
      'ratelimit-policy': '3;w=60, 100;w=86400',
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(seconds),
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(api.clock.now() / 1_000) + seconds),
    })
    api.clock.advance(120_000)
    expect((await send(api, `GET ${path}`, { headers })).status).toBe(404)
  })

  it('of partner uploads are told with the seconds to wait and the limit', async () => {
    const { apiKey: headers } = await createTestShop(api)
    const ask = () => send(api, 'POST /api/v1/admin/media/upload', { headers, body: {} })
    for (let count = 0; count < 10; count += 1) expect((await ask()).status).toBe(400)
    const { status, headers: told, body } = await ask()
    expect(status).toBe(429)
    const error = { code: 'rate_limited', retryAfter: Number(told['retry-after']), limit: 10 }
    expect(body.error).toMatchObject(error)
    expect(error.retryAfter).toBeGreaterThan(0)
  })
})
