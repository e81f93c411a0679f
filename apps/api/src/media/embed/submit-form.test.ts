import { afterAll, describe, expect, it } from 'vitest'

import { multipartBody } from '../../testing/multipart.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { openCart } from '../../testing/test-cart.ts'
import { allowOrigins, openForm, type TestSession } from '../../testing/test-embed.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { db } = api.runtime

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const submit = (
  session: TestSession,
  data: unknown,
  headers: Readonly<Record<string, string>> = {},
) =>
  send(api, `POST /v1/embed/form-submit/${session.sessionId}`, {
    headers: { ...session.headers, ...headers },
    body: { data },
  })

const uploadPicture = async (session: TestSession): Promise<string> => {
  const form = multipartBody([{ name: 'file', value: png, filename: 'a.png', type: 'image/png' }])
  const response = await api.app.inject({
    method: 'POST',
    url: `/v1/embed/form-submit/${session.sessionId}/upload-image`,
    headers: { ...session.headers, ...form.headers },
    payload: form.body,
  })
  return response.json().url
}

const submissions = () => db.selectFrom('formSubmissions').selectAll().execute()
const events = async () =>
  (await db.selectFrom('outboxEvents').select(['type', 'payload']).execute()).filter(
    ({ type }) => type === 'form.submitted',
  )

describe('submitting a form', () => {
  it('is received, kept and told of', async () => {
    const session = await openForm(api, shop)
    const { status, body } = await submit(session, { name: ' Ada ', gift: true })
    expect(status).toBe(202)
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'received',
      createdAt: new Date(api.clock.now()).toISOString(),
    })
    const { sessionId, productId } = session
    expect(await submissions()).toMatchObject([
      { id: body.id, sessionId, productId, data: { name: 'Ada', gift: true } },
    ])
    expect(await events()).toEqual([
      { type: 'form.submitted', payload: { submissionId: body.id, sessionId, productId } },
    ])
  })

  it('keeps the pictures it names, each for its field', async () => {
    const session = await openForm(api, shop)
    const [motif, other] = [await uploadPicture(session), await uploadPicture(session)]
    const { body } = await submit(session, { name: 'Ada', motif })
    const references = await db
      .selectFrom('mediaReferences as r')
      .innerJoin('media as m', 'm.id', 'r.mediaId')
      .select(['m.key', 'r.role', 'r.entityType'])
      .where('r.entityId', '=', body.id)
      .execute()
    expect(references).toEqual([
      { key: new URL(motif).pathname.slice(1), role: 'motif', entityType: 'form_submission' },
    ])
    expect(other).not.toBe(motif)
  })

  it('gives an id that a cart takes', async () => {
    const session = await openForm(api, shop)
    const { body } = await submit(session, { name: 'Ada' })
    const cart = await openCart(api, shop)
    const added = await send(api, `POST /api/v1/storefront/cart/${cart.id}/items`, {
      headers: shop.storefront,
      body: {
        variantId: session.variantId,
        quantity: 1,
        personalisation: { submissionId: body.id },
      },
    })
    expect(added.body.data.cart.items[0].personalisation).toEqual({
      submissionId: body.id,
      data: { name: 'Ada' },
    })
  })

  it('puts what the shop filled in under what the buyer did', async () => {
    const session = await openForm(api, shop, { form: { prefill: { name: 'Shop', gift: true } } })
    const { body } = await submit(session, { gift: false })
    const row = (await submissions()).find(({ id }) => id === body.id)
    expect(row?.data).toEqual({ name: 'Shop', gift: false })
  })

  it('happens once for one Idempotency-Key', async () => {
    const session = await openForm(api, shop)
    const keyed = { 'idempotency-key': 'submit-1' }
    const first = await submit(session, { name: 'Ada' }, keyed)
    const before = await submissions()
    const second = await submit(session, { name: 'Ada' }, keyed)
    expect([second.status, second.body]).toEqual([202, first.body])
    expect(await submissions()).toEqual(before)
  })

  it('drops names that mean something to JavaScript', async () => {
    const session = await openForm(api, shop)
    const response = await api.app.inject({
      method: 'POST',
      url: `/v1/embed/form-submit/${session.sessionId}`,
      headers: { ...session.headers, 'content-type': 'application/json' },
      payload: '{"data":{"name":"Ada","__proto__":{"x":1},"constructor":2,"prototype":3}}',
    })
    expect(response.statusCode).toBe(202)
  })
})

describe('submitting refuses, and leaves nothing behind', () => {
  const refused = async (session: TestSession, data: unknown, headers = {}) => {
    const before = [await submissions(), await events()]
    const { status, body } = await submit(session, data, headers)
    expect([await submissions(), await events()]).toEqual(before)
    return { status, error: body.error }
  }

  it('data that do not fit, saying what is wrong by field', async () => {
    const { status, error } = await refused(await openForm(api, shop), { gift: 'maybe', nope: 1 })
    expect([status, error.code]).toEqual([400, 'invalid_input_data'])
    expect(error.issues).toEqual({
      formErrors: ['There is no field "nope"'],
      fieldErrors: { name: ['Required'], gift: ['Must be true or false'] },
    })
  })

  it('a picture that another session uploaded', async () => {
    const motif = await uploadPicture(await openForm(api, shop))
    const { error } = await refused(await openForm(api, shop), { name: 'Ada', motif })
    expect(error.issues.fieldErrors).toEqual({
      motif: ['Must be the address of a picture uploaded in this session'],
    })
  })

  it('a body of another form', async () => {
    const { status, error } = await refused(await openForm(api, shop), 'Ada')
    expect([status, error.code]).toEqual([400, 'invalid_request'])
  })

  it.each([['application/json'], ['text/plain'], ['multipart/form-data; boundary=x']])(
    'a body of %s that is not JSON',
    async (type) => {
      const before = [await submissions(), await events()]
      const { sessionId, headers } = await openForm(api, shop)
      const { status, body } = await send(api, `POST /v1/embed/form-submit/${sessionId}`, {
        headers: { ...headers, 'content-type': type },
        body: '{"data": ',
      })
      expect([status, body.error.code]).toEqual([400, 'invalid_json'])
      expect([await submissions(), await events()]).toEqual(before)
    },
  )

  it('a session to look at, and one that may not submit', async () => {
    const view = await refused(await openForm(api, shop, { mode: 'view' }), { name: 'Ada' })
    expect([view.status, view.error.code]).toEqual([403, 'wrong_mode'])
    const mute = await refused(await openForm(api, shop, { submitForm: false }), { name: 'Ada' })
    expect([mute.status, mute.error.code]).toEqual([403, 'permission_denied'])
  })

  it('another session’s path, no token, an API key, and a session that has ended', async () => {
    const [session, other] = [await openForm(api, shop), await openForm(api, shop)]
    const elsewhere = await refused({ ...session, sessionId: other.sessionId }, { name: 'Ada' })
    expect([elsewhere.status, elsewhere.error.code]).toEqual([404, 'session_not_found'])
    const nobody = await refused({ ...session, headers: {} }, { name: 'Ada' })
    expect([nobody.status, nobody.error.code]).toEqual([401, 'unauthorized'])
    const key = await refused({ ...session, headers: shop.apiKey }, { name: 'Ada' })
    expect([key.status, key.error.code]).toEqual([401, 'unauthorized'])
    api.clock.advance(4 * 3_600_000)
    const late = await refused(session, { name: 'Ada' })
    expect([late.status, late.error.code]).toEqual([401, 'unauthorized'])
  })

  it('a form that is gone', async () => {
    const session = await openForm(api, shop)
    await db
      .updateTable('products')
      .set({ personalisation: null })
      .where('id', '=', session.productId)
      .execute()
    const { status, error } = await refused(session, { name: 'Ada' })
    expect([status, error.code]).toEqual([404, 'template_not_found'])
  })

  it('a page the store does not list', async () => {
    const listing = await createTestShop(api)
    const session = await openForm(api, listing)
    await allowOrigins(api, listing, ['https://shop.test'])
    for (const headers of [{}, { origin: 'https://evil.test' }]) {
      const { status, error } = await refused(session, { name: 'Ada' }, headers)
      expect([status, error.code]).toEqual([400, 'bad_request'])
    }
    const listed = await submit(session, { name: 'Ada' }, { origin: 'https://shop.test' })
    expect(listed.status).toBe(202)
    expect(listed.headers['access-control-allow-origin']).toBe('https://shop.test')
  })
})
