import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { afterAll, describe, expect, it } from 'vitest'

import { openProbes } from '../../testing/dialect-probes.ts'
import { limits } from './limits.ts'
import type { RateLimit } from './rate-limiter.ts'

const opened = await openProbes()
afterAll(() => opened[Symbol.asyncDispose]())
const { send, faces } = opened

describe('the limits of trade items', () => {
  const described = {
    'ratelimit-policy': expect.stringMatching(/^\d+;w=60, \d+;w=86400$/),
    'ratelimit-limit': expect.stringMatching(/^\d+$/),
    'ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'ratelimit-reset': expect.stringMatching(/^\d+$/),
    'x-ratelimit-limit': expect.stringMatching(/^\d+$/),
    'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
  }
  const { route, headers: xApiKey } = faces.tradeItems
  const json = { ...xApiKey, 'content-type': 'application/json' }

  it.each([
    ['a success', { headers: xApiKey, body: {} }],
    ['no key', { body: {} }],
    ['a failure', { headers: xApiKey, body: { fail: 'not_found' } }],
    ['a body that is refused unread', { headers: json, body: Buffer.alloc(2_000_000) }],
  ])('are told with %s', async (_, request) => {
    expect((await send(route, request)).headers).toMatchObject(described)
  })

  describe('without a scale', async () => {
    const strict = await openProbes({ rateLimitScale: 1 })
    afterAll(() => strict[Symbol.asyncDispose]())
    const { limiter, clock } = strict.api.runtime
    const subject = sha256Hex(strict.secret)
    const ask = () => strict.send(strict.faces.tradeItems.route, strict.faces.tradeItems)
    const spend = (limit: RateLimit, times: number) => {
      for (let taken = 0; taken < times; taken += 1) limiter.take(subject, limit, clock.now())
    }

    it('describe the window with the least left, by when it ends and at what time', async () => {
      const { status, headers } = await ask()
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'ratelimit-policy': '300;w=60, 10000;w=86400',
        'ratelimit-limit': '300',
        'ratelimit-remaining': '299',
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '299',
      })
      const inSeconds = Number(headers['ratelimit-reset'])
      expect(inSeconds).toBeGreaterThan(0)
      expect(inSeconds).toBeLessThanOrEqual(60)
      const endsAt = Math.ceil(clock.now() / 1000) + inSeconds
      expect(headers['x-ratelimit-reset']).toBe(String(endsAt))
    })

    it('refuse when the minute is used up, and say when to come back', async () => {
      spend(limits.keyPerMinute, 300)
      const { status, headers, body } = await ask()
      const { retry_after_seconds: retryAfter, ...error } = body.error
      expect([status, error.code, error.details]).toEqual([429, 'RATE_LIMITED', null])
      expect(headers['retry-after']).toBe(String(retryAfter))
      expect(headers).toMatchObject({ 'ratelimit-limit': '300', 'ratelimit-remaining': '0' })
    })

    it('describe the day when less is left of it', async () => {
      strict.api.clock.advance(120_000)
      spend(limits.keyPerDay, 9_989)
      const { status, headers } = await ask()
      expect(status).toBe(200)
      expect(headers).toMatchObject({ 'ratelimit-limit': '10000', 'x-ratelimit-limit': '10000' })
      expect(Number(headers['ratelimit-remaining'])).toBeLessThan(10)
      expect(Number(headers['ratelimit-reset'])).toBeGreaterThan(60)
    })
  })
})
