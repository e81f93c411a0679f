import { afterAll, describe, expect, it } from 'vitest'

import { filePart, sendForm } from '../../testing/send-form.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { png, pdf, mp4 } = testFiles

const NOBODY = '01a1fec1-0000-7000-8000-000000000000'

type Row = Record<string, unknown> & { readonly id: string; readonly pathname: string }

const add = async (
  owner: TestShop,
  filename: string,
  file: Readonly<{ bytes?: Buffer; alt?: string }> = {},
): Promise<Row> => {
  const { bytes = png, alt } = file
  const parts = [filePart(bytes, 'application/octet-stream', filename)]
  const { body } = await sendForm(api, '/api/v1/media', { headers: owner.apiKey, parts })
  const [row] = body.media
  api.clock.advance(1_000)
  if (alt === undefined) return row
  return (
    await send(api, `PATCH /api/v1/media/${row.id}`, { headers: owner.apiKey, body: { alt } })
  ).body
}

const list = (query = '', headers = shop.apiKey) =>
  send(api, `GET /api/v1/media${query}`, { headers })
const names = (rows: readonly { readonly filename: string }[]) => rows.map((row) => row.filename)

describe('the list', async () => {
  const library = await createTestShop(api)
  const files = [
    await add(library, 'hero.png', { alt: 'Storefront hero banner' }),
    await add(library, 'Mug_100%.png'),
    await add(library, 'care.pdf', { bytes: pdf, alt: 'How to wash the MUG' }),
    await add(library, 'film.mp4', { bytes: mp4 }),
    await add(library, 'back\\slash.png', { alt: 'Straße' }),
  ]
  const look = (query = '') => list(query, library.apiKey)

  it('answers rows as they are, newest first, and how many there are', async () => {
    const { status, body } = await look()
    expect([status, body]).toEqual([
      200,
      { data: files.toReversed(), meta: { count: 5, limit: 24, offset: 0 } },
    ])
    expect(Object.keys(body.data[0]).join(' ')).toBe(
      'id url pathname filename kind mimeType width height sizeBytes source alt createdAt updatedAt',
    )
  })

  it.each([
    ['?limit=2', ['slash.png', 'film.mp4'], { count: 5, limit: 2, offset: 0 }],
    ['?limit=2&offset=4', ['hero.png'], { count: 5, limit: 2, offset: 4 }],
    ['?offset=5', [], { count: 5, limit: 24, offset: 5 }],
    ['?offset=9007199254740991', [], { count: 5, limit: 24, offset: 9_007_199_254_740_991 }],
    ['?kind=document', ['care.pdf'], { count: 1, limit: 24, offset: 0 }],
    ['?kind=image&limit=1', ['slash.png'], { count: 3, limit: 1, offset: 0 }],
    ['?kind=video&query=mug', [], { count: 0, limit: 24, offset: 0 }],
    ['?unknown=1&limit=1', ['slash.png'], { count: 5, limit: 1, offset: 0 }],
  ])('of %s is the page asked for', async (query, filenames, meta) => {
    const { status, body } = await look(query)
    expect([status, body.meta]).toEqual([200, meta])
    expect(names(body.data)).toEqual(filenames)
  })

  it.each([
    ['mug', ['care.pdf', 'Mug_100%.png']],
    ['MUG', ['care.pdf', 'Mug_100%.png']],
    ['hero banner', ['hero.png']],
    ['g_1', ['Mug_100%.png']],
    ['0%', ['Mug_100%.png']],
    ['%', ['Mug_100%.png']],
    ['_', ['Mug_100%.png']],
    ['\\', []],
    ['STRASSE', []],
    ['straße', ['slash.png']],
    // Ends the name and begins the text, but is in neither.
    ['png store', []],
    ['  mug ', ['care.pdf', 'Mug_100%.png']],
    ["'; drop table media; --", []],
  ])('finds %s in names and texts', async (query, filenames) => {
    const { status, body } = await look(`?query=${encodeURIComponent(query)}`)
    expect([status, names(body.data), body.meta.count]).toEqual([200, filenames, filenames.length])
  })

  it('of a blank search is all of it', async () => {
    expect((await look('?query=%20')).body.meta.count).toBe(5)
  })

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=ten', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?offset=-1', 'offset'],
    ['?offset=9999999999999999999', 'offset'],
    ['?kind=audio', 'kind'],
    ['?query=%00', 'query'],
    [`?query=${'x'.repeat(201)}`, 'query'],
  ])('is refused with %s', async (query, field) => {
    const { status, body } = await look(query)
    expect([status, body]).toEqual([
      400,
      { error: expect.any(String), details: [{ path: [field], message: expect.any(String) }] },
    ])
  })

  it('costs two statements at the most, searched or not', async () => {
    for (const query of ['', '?query=mug&kind=image&offset=1']) {
      const before = api.database.statements.length
      await look(query)
      expect(api.database.statements.length - before).toBeLessThanOrEqual(2)
    }
  })

  it('holds neither what is awaited, nor what failed, nor what is another store’s', async () => {
    const other = await createTestShop(api)
    const [failed] = [await add(other, 'bomb.png')]
    const { db } = api.runtime
    await db.updateTable('media').set({ status: 'failed' }).where('id', '=', failed.id).execute()
    await send(api, 'POST /api/v1/media/uploads', {
      headers: other.apiKey,
      body: { filename: 'a.png', contentType: 'image/png', sizeBytes: 10 },
    })
    expect((await list('', other.apiKey)).body).toEqual({
      data: [],
      meta: { count: 0, limit: 24, offset: 0 },
    })
  })
})

describe('one file', async () => {
  const row = await add(shop, 'hero.png')
  const path = `/api/v1/media/${row.id}` as const
  const patch = (body: unknown, headers = shop.apiKey) =>
    send(api, `PATCH ${path}`, { headers, body })

  it('is read', async () => {
    const { status, body } = await send(api, `GET ${path}`, { headers: shop.operator })
    expect([status, body]).toEqual([200, row])
  })

  it('is renamed and described, and its address stays', async () => {
    const renamed = await patch({ filename: ' banner.png ', alt: 'Storefront hero banner' })
    expect([renamed.status, renamed.body]).toEqual([
      200,
      {
        ...row,
        filename: 'banner.png',
        alt: 'Storefront hero banner',
        updatedAt: new Date(api.clock.now()).toISOString(),
      },
    ])
    expect((await patch({ alt: null })).body).toMatchObject({ filename: 'banner.png', alt: null })
    expect((await patch({ filename: 'a/b\\c/../d\u0001.jpg' })).body.filename).toBe('d .jpg')
    expect((await patch({ filename: 'a/' })).status).toBe(400)
    expect((await patch({ filename: '🫖' })).body).toMatchObject({ filename: '🫖', alt: null })
  })

  it.each([
    ['nothing', {}, []],
    ['an empty name', { filename: '' }, ['filename']],
    ['a blank name', { filename: '  ' }, ['filename']],
    ['no name', { filename: null }, ['filename']],
    ['a number as name', { filename: 7 }, ['filename']],
    ['a name with NUL', { filename: 'a\u0000' }, ['filename']],
    ['a name of 500 characters', { filename: 'x'.repeat(500) }, ['filename']],
    ['a text of 1,001 characters', { alt: 'x'.repeat(1_001) }, ['alt']],
    ['a field it does not have', { alt: 'a', url: 'https://evil.example' }, []],
    ['another id', { alt: 'a', mediaId: NOBODY }, []],
  ])('is not changed by %s', async (_, body, at) => {
    const before = (await send(api, `GET ${path}`, { headers: shop.apiKey })).body
    const answer = await patch(body)
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: expect.any(String), details: [{ path: at, message: expect.any(String) }] },
    ])
    expect((await send(api, `GET ${path}`, { headers: shop.apiKey })).body).toEqual(before)
  })

  it('is not changed by what is no JSON, or no object', async () => {
    const headers = { ...shop.apiKey, 'content-type': 'application/json' }
    expect(await send(api, `PATCH ${path}`, { headers, body: '{' })).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    })
    expect((await patch([])).status).toBe(400)
  })

  it('belongs to its store alone', async () => {
    const other = await createTestShop(api)
    for (const [method, url] of [
      ['GET', path],
      ['PATCH', path],
      ['DELETE', path],
      ['DELETE', `${path}?force=true`],
      ['GET', `/api/v1/media/${NOBODY}`],
      ['GET', '/api/v1/media/nonsense'],
    ] as const) {
      const body = method === 'PATCH' ? { body: { alt: 'mine' } } : {}
      const answer = await send(api, `${method} ${url}`, { headers: other.apiKey, ...body })
      expect([answer.status, answer.body]).toEqual([404, { error: expect.any(String) }])
    }
    expect((await send(api, `GET ${path}`, { headers: shop.apiKey })).status).toBe(200)
  })

  it('is not for who lacks the scope', async () => {
    const [reader, writer] = [
      await shop.keyWith(['media:read']),
      await shop.keyWith(['media:write']),
    ]
    expect((await patch({ alt: 'a' }, reader)).status).toBe(403)
    expect((await send(api, `DELETE ${path}`, { headers: reader })).status).toBe(403)
    expect((await send(api, `GET ${path}`, { headers: writer })).status).toBe(403)
    const nobody = await send(api, `GET ${path}`)
    expect([nobody.status, nobody.body]).toEqual([401, { error: expect.any(String) }])
  })
})

describe('deleting a file', () => {
  const remove = (row: Row, query = '') =>
    send(api, `DELETE /api/v1/media/${row.id}${query}`, { headers: shop.apiKey })
  const get = (row: Row) => send(api, `GET /api/v1/media/${row.id}`, { headers: shop.apiKey })

  /** A picture that a product, its variant, a collection and the store use. */
  const used = async () => {
    const row = await add(shop, 'used.png')
    const product = await createTestProduct(api, shop, {
      title: 'Teapot',
      media: [{ mediaId: row.id, isMain: true }],
      variants: [{ price: 900, optionValues: { Colour: 'Blue' }, imageId: row.id }],
    })
    const { body } = await send(api, 'POST /api/v1/admin/collections', {
      headers: shop.operator,
      body: { title: `Pots of ${row.id}`, imageId: row.id },
    })
    await send(api, 'PATCH /api/v1/admin/store', {
      headers: shop.operator,
      body: { logoMediaId: row.id },
    })
    return { row, product, collection: body.data.collection }
  }

  it('answers 204 and nothing, and it is gone, its objects buried', async () => {
    const row = await add(shop, 'old.png')
    const answer = await remove(row)
    expect([answer.status, answer.body]).toEqual([204, null])
    expect((await get(row)).status).toBe(404)
    expect((await remove(row)).status).toBe(404)
    const buried = await api.runtime.db.selectFrom('mediaTombstones').select('key').execute()
    expect(buried.map(({ key }) => key)).toEqual(
      expect.arrayContaining([row.pathname, `${row.pathname}.240.webp`]),
    )
  })

  it('that something uses is refused, naming what', async () => {
    const { row, product, collection } = await used()
    for (const query of ['', '?force=false']) {
      const { status, body } = await remove(row, query)
      expect([status, Object.keys(body), body.error]).toEqual([
        409,
        ['error', 'usedBy'],
        'Media is in use',
      ])
      expect(body.usedBy).toHaveLength(4)
      expect(body.usedBy).toEqual(
        expect.arrayContaining([
          { type: 'product', id: product.id, name: 'Teapot' },
          { type: 'variant', id: product.variants[0].id, name: 'Teapot – Blue' },
          { type: 'collection', id: collection.id, name: collection.title },
          { type: 'store', id: shop.storeId, name: expect.any(String) },
        ]),
      )
    }
    expect((await get(row)).status).toBe(200)
  })

  it('by force takes it away from everything first', async () => {
    const { row, product, collection } = await used()
    expect((await remove(row, '?force=true')).status).toBe(204)
    const { headers } = { headers: shop.operator }
    const left = await send(api, `GET /api/v1/admin/products/${product.id}`, { headers })
    expect(left.body.data.product.images).toEqual([])
    expect(left.body.data.product.variants[0].imageId).toBeNull()
    const kept = await send(api, `GET /api/v1/admin/collections/${collection.id}`, { headers })
    expect(kept.body.data.collection.image).toBeNull()
    const store = await send(api, 'GET /api/v1/admin/store', { headers })
    expect(JSON.stringify(store.body)).not.toContain(row.id)
    const { db } = api.runtime
    const references = await db
      .selectFrom('mediaReferences')
      .select('mediaId')
      .where('mediaId', '=', row.id)
      .execute()
    expect(references).toEqual([])
  })

  it('is refused with a force that is no yes or no', async () => {
    const row = await add(shop, 'kept.png')
    const { status, body } = await remove(row, '?force=maybe')
    expect([status, body.details[0].path]).toEqual([400, ['force']])
    expect((await get(row)).status).toBe(200)
  })
})
