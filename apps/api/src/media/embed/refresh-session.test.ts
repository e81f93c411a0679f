import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { openForm } from '../../testing/test-embed.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const HOUR_MS = 3_600_000

const refresh = (renewToken: unknown, headers: Readonly<Record<string, string>> = shop.apiKey) =>
  send(api, 'POST /v1/embed/sessions/refresh', { headers, body: { renewToken } })

const codeOf = ({ status, body }: Awaited<ReturnType<typeof refresh>>) => [status, body.error?.code]

describe('refreshing a session', () => {
  it('prolongs it by four hours from now, with a token that works', async () => {
    const session = await openForm(api, shop)
    api.clock.advance(3 * HOUR_MS)
    const { status, body } = await refresh(session.renewToken)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      session_id: session.sessionId,
      expires_at: new Date(api.clock.now() + 4 * HOUR_MS).toISOString(),
      iframe_url: `https://api.test/embed/form?session_token=${body.session_token}`,
    })
    expect(body.renew_token).not.toBe(session.renewToken)
    api.clock.advance(3 * HOUR_MS)
    const sent = await send(api, `POST /v1/embed/form-submit/${session.sessionId}`, {
      headers: { authorization: `Bearer ${body.session_token}` },
      body: { data: { name: 'Ada' } },
    })
    expect(sent.status).toBe(202)
    expect((await refresh(body.renew_token)).status).toBe(200)
  })

  it('works once, whoever comes first', async () => {
    const { renewToken } = await openForm(api, shop)
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(renewToken)))
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([200, 401, 401, 401])
    expect(codeOf(await refresh(renewToken))).toEqual([401, 'refresh_failed'])
  })
})

describe('refreshing refuses', () => {
  it('an unknown token, another store’s key, and a session that has ended', async () => {
    const { renewToken } = await openForm(api, shop)
    const unknown = await refresh('ert_8sR2xxxxxxxxxxxxXq')
    expect(codeOf(unknown)).toEqual([401, 'refresh_failed'])
    expect(codeOf(await refresh(renewToken, otherShop.apiKey))).toEqual([401, 'refresh_failed'])
    api.clock.advance(4 * HOUR_MS)
    expect(codeOf(await refresh(renewToken))).toEqual([401, 'refresh_failed'])
  })

  it.each([[undefined], ['ert_abc'], [7]])('%j, which is no renew token', async (token) => {
    expect(codeOf(await refresh(token))).toEqual([422, 'invalid_request'])
  })

  it.each([['application/json'], ['text/plain']])('a body of %s that is not JSON', async (type) => {
    const headers = { ...shop.apiKey, 'content-type': type }
    const answer = await send(api, 'POST /v1/embed/sessions/refresh', { headers, body: '{' })
    expect(codeOf(answer)).toEqual([400, 'invalid_json'])
  })

  it('nobody', async () => {
    const { renewToken } = await openForm(api, shop)
    expect(codeOf(await refresh(renewToken, {}))).toEqual([401, 'missing_authorization'])
  })
})
