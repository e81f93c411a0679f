import { createPublicKey, verify } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addForm } from '../../testing/test-embed.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { productId } = await addForm(api, shop)
const { db } = api.runtime

const mint = (body: unknown, headers: Readonly<Record<string, string>> = shop.apiKey) =>
  send(api, 'POST /v1/embed/sessions', { headers, body })

const request = (scope: Readonly<Record<string, unknown>> = {}) => ({
  actor: { externalId: 'usr_456', displayName: 'Jane Smith', email: 'jane@acme.com' },
  scope: { mode: 'fill', productId, ...scope },
})

const sessions = () => db.selectFrom('embedSessions').selectAll().orderBy('id').execute()

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('minting a session', () => {
  it('answers the published five fields', async () => {
    const { status, body } = await mint({
      ...request(),
      tenant: { externalId: 'org_123', displayName: 'Acme Corp' },
    })
    expect(status).toBe(200)
    const token = body.session_token
    expect(body).toEqual({
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      session_token: expect.stringMatching(/^eyJ/),
      iframe_url: `https://api.test/embed/form?session_token=${token}`,
      expires_at: new Date(api.clock.now() + 4 * 3_600_000).toISOString(),
      renew_token: expect.stringMatching(/^ert_\w{41}$/),
    })
  })

  it('signs a token that says what the session may do', async () => {
    const { body } = await mint({ ...request(), permissions: { submitForm: false, publish: true } })
    const [head = '', payload = '', signature = ''] = body.session_token.split('.')
    const header = JSON.parse(Buffer.from(head, 'base64url').toString())
    expect(header).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) })
    const published = await send(api, 'GET /api/v1/auth/jwks')
    const jwk = published.body.keys.find(({ kid }: { kid: string }) => kid === header.kid)
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const signed = Buffer.from(`${head}.${payload}`)
    expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
    expect(claimsOf(body.session_token)).toMatchObject({
      sub: body.session_id,
      exp: Math.floor(Date.parse(body.expires_at) / 1000),
      ck: {
        v: 1,
        partner: { project_id: shop.storeId },
        actor: { external_id: 'usr_456', display_name: 'Jane Smith', email: 'jane@acme.com' },
        scope: { mode: 'fill', template_id: productId },
        permissions: { submit_form: false },
      },
    })
  })

  it('keeps of the renew token what tells it from others, and no more', async () => {
    const { body } = await mint(request())
    const rows = JSON.stringify(await sessions())
    expect(rows).toContain(body.session_id)
    expect(rows).not.toContain(body.renew_token)
    expect(JSON.stringify(api.log)).not.toContain(body.renew_token)
  })

  it('keeps what is filled in beforehand, of the fields there are', async () => {
    const form = {
      prefill: { name: ' Ada ', gift: 'true', nothing: 1 },
      redirectUrl: 'https://shop.test/x',
    }
    const { body } = await mint({ ...request(), form })
    const row = (await sessions()).find(({ id }) => id === body.session_id)
    expect(row).toMatchObject({
      prefill: { name: 'Ada', gift: true },
      redirectUrl: 'https://shop.test/x',
      maySubmit: true,
    })
  })

  it('takes the published names of the template, and ignores what is not for shops', async () => {
    for (const name of ['templateId', 'templateExternalId']) {
      const scope = { mode: 'fill', [name]: productId }
      const ignored = { appearance: { layout: 'wide' }, limits: {}, callbacks: {}, branding: {} }
      expect((await mint({ ...request(), ...ignored, scope })).status).toBe(200)
    }
  })

  it('is for a signed-in operator too', async () => {
    expect((await mint(request(), shop.operator)).status).toBe(200)
  })

  it('answers a repeated request with the same session', async () => {
    const headers = { ...shop.apiKey, 'idempotency-key': 'mint-1' }
    const [first, second] = [await mint(request(), headers), await mint(request(), headers)]
    expect(second.body).toEqual(first.body)
  })
})

describe('minting refuses, and leaves nothing behind', () => {
  const plain = async () => (await addGoods(api, shop)).productId
  const foreign = async () => (await addForm(api, otherShop)).productId
  const archived = async () => {
    const made = (await addForm(api, shop)).productId
    await db.updateTable('products').set({ status: 'archived' }).where('id', '=', made).execute()
    return made
  }
  it.each([
    ['a product without a form', plain],
    ['a product of another store', foreign],
    ['an archived product', archived],
    ['a product that does not exist', async () => '01890000-0000-7000-8000-000000000000'],
    ['an id that is none', async () => 'invoice'],
  ])('%s', async (_, product) => {
    const before = await sessions()
    const { status, body } = await mint(request({ productId: await product() }))
    expect([status, body.error.code]).toEqual([404, 'template_not_found'])
    expect(await sessions()).toEqual(before)
  })

  it.each([
    ['nothing', {}, 'actor'],
    ['no product', { ...request(), scope: { mode: 'fill' } }, 'scope.productId'],
    ['a mode of builders', request({ mode: 'edit' }), 'scope.mode'],
    ['a typing error', { ...request(), aktor: {} }, ''],
    [
      'an address that is none',
      { ...request(), form: { redirectUrl: 'javascript:alert(1)' } },
      'form.redirectUrl',
    ],
    [
      'a prefill that does not fit',
      { ...request(), form: { prefill: { name: 7 } } },
      'form.prefill.name',
    ],
    [
      'a prefilled picture',
      { ...request(), form: { prefill: { motif: 'https://x.test/a.png' } } },
      'form.prefill.motif',
    ],
    ['NUL', { ...request(), actor: { externalId: 'a\u0000' } }, 'actor.externalId'],
    [
      'an actor of 161 characters',
      { ...request(), actor: { externalId: 'a'.repeat(161) } },
      'actor.externalId',
    ],
  ])('%s', async (_, body, field) => {
    const before = await sessions()
    const answer = await mint(body)
    expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid_request'])
    const { formErrors, fieldErrors } = answer.body.error.issues
    expect(field === '' ? formErrors : fieldErrors[field]).not.toHaveLength(0)
    expect(await sessions()).toEqual(before)
  })

  it.each([['application/json'], ['text/plain']])('a body of %s that is not JSON', async (type) => {
    const before = await sessions()
    const { status, body } = await mint('{', { ...shop.apiKey, 'content-type': type })
    expect([status, body.error.code]).toEqual([400, 'invalid_json'])
    expect(await sessions()).toEqual(before)
  })

  it.each([
    ['no key', {}, [401, 'missing_authorization']],
    ['an unknown key', { authorization: 'Bearer sk_live_x' }, [401, 'invalid_credentials']],
  ] as const)('%s', async (_, headers, expected) => {
    const answer = await mint(request(), headers)
    expect([answer.status, answer.body.error.code]).toEqual(expected)
  })

  it('a key without the scope, and the token of a session', async () => {
    const scopeless = await mint(request(), await shop.keyWith(['products:read']))
    expect([scopeless.status, scopeless.body.error.code]).toEqual([403, 'forbidden'])
    const { body } = await mint(request())
    const embedded = await mint(request(), { authorization: `Bearer ${body.session_token}` })
    expect([embedded.status, embedded.body.error.code]).toEqual([401, 'invalid_credentials'])
  })
})
