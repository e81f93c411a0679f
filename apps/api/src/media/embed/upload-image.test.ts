import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { multipartBody } from '../../testing/multipart.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { allowOrigins, openForm, type TestSession } from '../../testing/test-embed.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, listing] = [await createTestShop(api), await createTestShop(api)]
await allowOrigins(api, listing, ['https://shop.test'])
const { db } = api.runtime

const MOST_BYTES = 10_485_760
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
)
const pngOf = (sizeBytes: number) => Buffer.concat([png, Buffer.alloc(sizeBytes - png.length)])

interface Sent {
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly field?: string
  readonly type?: string
  readonly filename?: string
  readonly bytes?: Buffer
  readonly broken?: boolean
}

const upload = async (session: TestSession, sent: Sent = {}) => {
  const { field = 'file', type = 'image/png', filename = 'logo.png', bytes = png } = sent
  const form = multipartBody([{ name: field, value: bytes, filename, type }])
  const response = await api.app.inject({
    method: 'POST',
    url: `/v1/embed/form-submit/${sent.path ?? session.sessionId}/upload-image`,
    headers: { ...session.headers, ...form.headers, ...sent.headers },
    payload: sent.broken === true ? form.body.subarray(0, 30) : form.body,
  })
  return { status: response.statusCode, body: response.json(), headers: response.headers }
}

const rows = () => db.selectFrom('media').selectAll().orderBy('id').execute()
const countOf = async ({ sessionId }: TestSession) =>
  (
    await db
      .selectFrom('embedSessions')
      .select('imageCount')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow()
  ).imageCount

/** Every object has its row, and every row its object. */
const inventory = async () => {
  const keys = (await rows()).map(({ key }) => key).sort()
  expect([...api.storage.keys()]).toEqual(keys)
  return keys
}

describe('uploading a picture', () => {
  it('answers where it is, and keeps whose it is', async () => {
    const session = await openForm(api, shop)
    const { status, body } = await upload(session)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['url'])
    const key = new URL(body.url).pathname.slice(1)
    const folder = `embed-uploads/${shop.storeId}/${session.sessionId}`
    expect(key).toMatch(new RegExp(`^${folder}/[0-9a-f-]{36}\\.png$`))
    const row = (await rows()).find((one) => one.key === key)
    expect(row).toMatchObject({
      storeId: shop.storeId,
      source: 'embed',
      purpose: 'embed',
      retention: 'managed',
      status: 'ready',
      embedSessionId: session.sessionId,
      sizeBytes: png.length,
    })
    expect(await countOf(session)).toBe(1)
    await inventory()
  })

  it.each([
    ['photo.JPEG', 'jpeg'],
    ['photo.jpg', 'jpg'],
    ['photo', 'jpg'],
    ['photo.png', 'jpg'],
    ['../../photo.exe', 'jpg'],
    ['photo.jpeg/../x.php', 'jpg'],
  ])('%s: names its key .%s', async (filename, extension) => {
    const session = await openForm(api, shop)
    const { body } = await upload(session, { bytes: jpeg, type: 'image/jpeg', filename })
    expect(body.url.split('/').at(-1)).toMatch(new RegExp(`^[0-9a-f-]{36}\\.${extension}$`))
  })

  it('needs no permission to submit', async () => {
    const session = await openForm(api, shop, { submitForm: false })
    expect((await upload(session)).status).toBe(200)
  })

  it('takes 10,485,760 bytes and not one more', async () => {
    const session = await openForm(api, shop)
    expect((await upload(session, { bytes: pngOf(MOST_BYTES) })).status).toBe(200)
    const { status, body } = await upload(session, { bytes: pngOf(MOST_BYTES + 1) })
    expect([status, body.error.code]).toEqual([413, 'file_too_large'])
    expect(await countOf(session)).toBe(1)
    await inventory()
  })

  it('is for every origin of a store that lists none', async () => {
    const session = await openForm(api, shop)
    expect((await upload(session, { headers: { origin: 'https://any.test' } })).status).toBe(200)
  })

  it('is for the listed origins and the form we serve ourselves', async () => {
    const session = await openForm(api, listing)
    for (const origin of ['https://shop.test', 'https://api.test']) {
      expect((await upload(session, { headers: { origin } })).status).toBe(200)
    }
  })

  it('lets a page of a listed origin ask first, and read the answer', async () => {
    const session = await openForm(api, listing)
    const ask = (origin: string) =>
      api.app.inject({
        method: 'OPTIONS',
        url: `/v1/embed/form-submit/${session.sessionId}/upload-image`,
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const listed = await ask('https://shop.test')
    expect(listed.headers['access-control-allow-origin']).toBe('https://shop.test')
    const other = await ask('https://evil.test')
    expect(other.headers['access-control-allow-origin']).toBeUndefined()
    const answer = await upload(session, { headers: { origin: 'https://shop.test' } })
    expect(answer.headers['access-control-allow-origin']).toBe('https://shop.test')
  })
})

describe('at most 20 pictures in a session', () => {
  it('are kept, however many come at once', async () => {
    const session = await openForm(api, shop)
    const answers = await Promise.all(Array.from({ length: 24 }, () => upload(session)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    const late = answers.filter(({ status }) => status !== 200)
    expect(late.map(({ status, body }) => [status, body.error.code])).toEqual(
      Array.from({ length: 4 }, () => [429, 'rate_limited']),
    )
    expect(await countOf(session)).toBe(20)
    await inventory()
  })
})

describe('what is checked first is answered first', () => {
  const steps = [
    ['authorization', [401, 'unauthorized']],
    ['token', [401, 'unauthorized']],
    ['session', [404, 'session_not_found']],
    ['origin', [400, 'bad_request']],
    ['mode', [403, 'wrong_mode']],
    ['multipart', [400, 'invalid_multipart']],
    ['file', [400, 'missing_file']],
    ['type', [415, 'invalid_type']],
    ['size', [413, 'file_too_large']],
  ] as const
  type Step = (typeof steps)[number][0]

  const wrongIn = async (...wrong: readonly Step[]) => {
    const mode = wrong.includes('mode') ? 'view' : 'fill'
    const session = await openForm(api, listing, { mode })
    const headers: Record<string, string> = {
      ...session.headers,
      origin: wrong.includes('origin') ? 'https://evil.test' : 'https://shop.test',
    }
    if (wrong.includes('token')) headers['authorization'] = `${session.headers['authorization']}x`
    if (wrong.includes('authorization')) delete headers['authorization']
    return upload(
      { ...session, headers },
      {
        broken: wrong.includes('multipart'),
        ...(wrong.includes('session') && { path: '01890000-0000-7000-8000-000000000000' }),
        ...(wrong.includes('file') && { field: 'picture' }),
        ...(wrong.includes('type') && { type: 'application/pdf' }),
        ...(wrong.includes('size') && { bytes: pngOf(MOST_BYTES + 1) }),
      },
    )
  }

  const pairs = steps.flatMap(([first, expected], at) =>
    steps.slice(at).map(([second]) => ({ first, second, expected })),
  )

  it.each(pairs)('$first before $second', async ({ first, second, expected }) => {
    const before = await inventory()
    const { status, body } = await wrongIn(first, second)
    expect([status, body.error.code]).toEqual(expected)
    expect(body).toEqual({ error: { code: expected[1], message: expect.any(String) } })
    expect(await inventory()).toEqual(before)
  })

  it('and nothing is wrong with what is right', async () => {
    expect((await wrongIn()).status).toBe(200)
  })
})

describe('uploading refuses, and leaves nothing behind', () => {
  let session: TestSession
  beforeEach(async () => {
    session = await openForm(api, shop)
  })

  it.each([
    ['a PDF that calls itself a picture', Buffer.from('%PDF-1.4\n%%EOF\n'), 'image/png'],
    ['text that calls itself a picture', Buffer.from('picture'), 'image/png'],
    ['a picture that calls itself a stream', png, 'application/octet-stream'],
    ['a picture that calls itself a PDF', png, 'application/pdf'],
    ['nothing', Buffer.alloc(0), 'image/png'],
  ])('%s', async (_, bytes, type) => {
    const before = await inventory()
    const { status, body } = await upload(session, { bytes, type })
    expect([status, body.error.code]).toEqual([415, 'invalid_type'])
    expect(await inventory()).toEqual(before)
  })

  it('another content type', async () => {
    const headers = { 'content-type': 'application/json' }
    const { status, body } = await upload(session, { headers })
    expect([status, body.error.code]).toEqual([400, 'invalid_multipart'])
  })

  it('a page without an origin, where the store lists some', async () => {
    const { status, body } = await upload(await openForm(api, listing))
    expect([status, body.error.code]).toEqual([400, 'bad_request'])
  })

  it('an API key, an operator, and the token of another store’s session', async () => {
    for (const headers of [shop.apiKey, shop.operator]) {
      const { status, body } = await upload({ ...session, headers })
      expect([status, body.error.code]).toEqual([401, 'unauthorized'])
    }
    const foreign = await openForm(api, await createTestShop(api))
    const { status, body } = await upload({ ...session, headers: foreign.headers })
    expect([status, body.error.code]).toEqual([404, 'session_not_found'])
  })

  it('more than the store has room for', async () => {
    const small = await createTestShop(api)
    await db
      .updateTable('stores')
      .set({ mediaQuotaBytes: png.length })
      .where('id', '=', small.storeId)
      .execute()
    const full = await openForm(api, small)
    expect((await upload(full)).status).toBe(200)
    const before = await inventory()
    const { status, body } = await upload(full)
    expect([status, body.error.code]).toEqual([413, 'quota_exceeded'])
    expect(await inventory()).toEqual(before)
    expect(await countOf(full)).toBe(1)
  })

  it('when storage is down', async () => {
    const before = await inventory()
    api.storage.failNext()
    const { status } = await upload(session)
    expect(status).toBe(503)
    expect(await inventory()).toEqual(before)
    expect(await countOf(session)).toBe(0)
  })
})
