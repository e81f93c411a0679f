import { afterAll, describe, expect, it } from 'vitest'

import { openProbes, runs } from '../testing/dialect-probes.ts'
import { multipartBody } from '../testing/multipart.ts'

const opened = await openProbes()
afterAll(() => opened[Symbol.asyncDispose]())
const { send, shop } = opened

describe('a body that is a form or JSON', () => {
  const route = 'POST /api/v1/media/mixed'
  const pictures = ['a', 'b'].map((name) => ({
    name: 'file',
    value: `the bytes of ${name}`,
    filename: `${name}.png`,
    type: 'image/png',
  }))

  it('is taken as what its Content-Type says', async () => {
    const { headers, body } = multipartBody(pictures)
    const files = await send(route, { headers: { ...shop.apiKey, ...headers }, body })
    expect(files.body).toEqual({ by: 'form', meta: { count: 2 } })
    const json = await send(route, { headers: shop.apiKey, body: { urls: ['a', 'b', 'c'] } })
    expect(json.body).toEqual({ by: 'json', meta: { count: 3 } })
  })

  it.each([
    ['JSON of another form', 400, { headers: shop.apiKey, body: { urls: [] } }],
    [
      'another type',
      415,
      { headers: { ...shop.apiKey, 'content-type': 'image/png' }, body: Buffer.from('x') },
    ],
    ['nothing', 415, { headers: shop.apiKey }],
    [
      'a form without a boundary',
      400,
      {
        headers: { ...shop.apiKey, 'content-type': 'multipart/form-data' },
        body: Buffer.from('x'),
      },
    ],
  ])('is refused when it is %s', async (_, status, request) => {
    const refusal = await send(route, request)
    expect([refusal.status, refusal.body]).toEqual([
      status,
      expect.objectContaining({ error: expect.any(String) }),
    ])
  })

  it('is run once for an idempotency key, and told from others', async () => {
    const before = runs.count
    const sendKeyed = (key: string, body: unknown, headers = {}) =>
      send(route, { headers: { ...shop.apiKey, ...headers, 'idempotency-key': key }, body })
    const form = multipartBody(pictures)
    const other = multipartBody(pictures.slice(1))
    for (const count of [1, 1]) {
      expect((await sendKeyed('json', { urls: ['a'] })).body.meta).toEqual({ count })
      expect((await sendKeyed('form', form.body, form.headers)).body.meta).toEqual({ count: 2 })
    }
    expect(runs.count - before).toBe(2)
    expect((await sendKeyed('json', { urls: ['b'] })).status).toBe(422)
    expect((await sendKeyed('form', other.body, other.headers)).status).toBe(422)
  })
})
