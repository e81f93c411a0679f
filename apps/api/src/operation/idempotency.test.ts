import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'

import { filePart, sendForm } from '../testing/send-form.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { testFiles } from '../testing/test-files.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
afterAll(() => api[Symbol.asyncDispose]())
afterEach(() => void vi.useRealTimers())

const PATIENT = { timeout: 10_000 }

const rate = (name: string, country = 'FR') => ({ name, country, rateBasisPoints: 2_000 })

function createRate(key: string, body: object, headers = shop.operator) {
  return send(api, 'POST /api/v1/admin/store/tax-rates', {
    headers: { ...headers, 'idempotency-key': key },
    body,
  })
}

async function countRates(country: string): Promise<number> {
  const rows = await api.runtime.db
    .selectFrom('taxRates')
    .select('id')
    .where('country', '=', country)
    .execute()
  return rows.length
}

async function lockedForMs(key: string): Promise<number> {
  const { lockedUntil } = await api.runtime.db
    .selectFrom('idempotencyKeys')
    .select('lockedUntil')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return lockedUntil.getTime() - api.clock.now()
}

describe('an Idempotency-Key', () => {
  it('makes a retry answer what the first request answered, without a second effect', async () => {
    const first = await createRate('key-1', rate('TVA', 'FR'))
    const second = await createRate('key-1', rate('TVA', 'FR'))
    expect(first.status).toBe(201)
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(await countRates('FR')).toBe(1)
  })

  it('with another body answers 422', async () => {
    await createRate('key-2', rate('MwSt', 'DE'))
    const { status, body } = await createRate('key-2', rate('MwSt', 'AT'))
    expect([status, body.error.code]).toEqual([422, 'idempotency_mismatch'])
    expect(await countRates('AT')).toBe(0)
  })

  it('belongs to its caller and its store', async () => {
    const otherShop = await createTestShop(api)
    await createRate('key-3', rate('IVA', 'ES'))
    const other = await createRate('key-3', rate('IVA', 'IT'), otherShop.operator)
    const sameShop = await createRate('key-3', rate('IVA', 'PT'), shop.apiKey)
    expect([other.status, sameShop.status]).toEqual([201, 201])
  })

  it('lets exactly one of many parallel twins run', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => createRate('key-4', rate('BTW', 'NL'))),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((it) => it !== 201 && it !== 409)).toEqual([])
    expect(await countRates('NL')).toBe(1)
    const waiting = answers.filter(({ status }) => status === 409)
    expect(waiting.map(({ headers }) => headers['retry-after'])).toEqual(waiting.map(() => '1'))
    const fresh = answers.filter((it) => it.status === 201 && !it.headers['idempotent-replayed'])
    expect(fresh).toHaveLength(1)
  })

  it('is free again after a refused request', async () => {
    const refused = await createRate('key-5', { name: '', country: 'BE', rateBasisPoints: 1 })
    const good = await createRate('key-5', rate('BTW', 'BE'))
    expect([refused.status, good.status]).toEqual([400, 201])
  })

  it('is forgotten after 24 hours', async () => {
    await createRate('key-6', rate('Moms', 'SE'))
    api.clock.advance(24 * 3_600_000 + 1)
    const later = await createRate('key-6', rate('Moms', 'DK'))
    expect(later.headers['idempotent-replayed']).toBeUndefined()
    expect(later.status).toBe(201)
  })

  it('of a request that crashed can be taken over when its lease ends', async () => {
    await createRate('key-7', rate('ALV', 'FI'))
    await api.runtime.db
      .updateTable('idempotencyKeys')
      .set({ status: 'running', response: null })
      .where('key', '=', 'key-7')
      .execute()
    const waiting = await createRate('key-7', rate('ALV', 'FI'))
    expect(waiting.body.error.code).toBe('idempotency_in_progress')
    await api.runtime.db.deleteFrom('taxRates').where('country', '=', 'FI').execute()
    api.clock.advance(61_000)
    expect((await createRate('key-7', rate('ALV', 'FI'))).status).toBe(201)
  })

  it('of a request that still runs keeps its twins away, however long it takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { promise: isStored, resolve: stored } = Promise.withResolvers<void>()
    const put = api.storage.put.bind(api.storage)
    const slow = vi.spyOn(api.storage, 'put').mockImplementationOnce(async (...file) => {
      await isStored
      return put(...file)
    })
    const headers = { ...shop.apiKey, 'idempotency-key': 'key-8' }
    const parts = [filePart(testFiles.png)]
    const upload = () => sendForm(api, '/api/v1/media', { headers, parts })
    const first = upload()
    await expect.poll(() => slow.mock.calls.length, PATIENT).toBe(1)
    for (let minute = 0; minute < 3; minute += 1) {
      api.clock.advance(59_000)
      vi.advanceTimersByTime(59_000)
      await expect.poll(() => lockedForMs('key-8'), PATIENT).toBe(60_000)
      api.clock.advance(2_000)
      expect((await upload()).status).toBe(409)
    }
    stored()
    expect((await first).status).toBe(201)
  })

  it('too long is refused', async () => {
    expect((await createRate('k'.repeat(256), rate('X', 'PL'))).status).toBe(400)
  })

  it('of a request too deep to compare is refused', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/v1/embed/sessions',
      headers: { ...shop.apiKey, 'content-type': 'application/json', 'idempotency-key': 'deep' },
      payload: `{"actor": {"externalId": "a"}, "scope": {"mode": "fill", "productId": "a"},
        "tenant": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    })
    expect([response.statusCode, response.json().error.code]).toEqual([422, 'invalid_request'])
  })

  it('keeps answers sealed, so that secrets shown once are not stored', async () => {
    const { body } = await send(api, 'POST /api/v1/admin/store/storefront-tokens', {
      headers: { ...shop.operator, 'idempotency-key': 'key-8' },
      body: { name: 'Shop front' },
    })
    const rows = await api.runtime.db.selectFrom('idempotencyKeys').selectAll().execute()
    expect(body.data.secret).toMatch(/^sft_/)
    expect(JSON.stringify(rows)).not.toContain(body.data.secret)
  })
})
