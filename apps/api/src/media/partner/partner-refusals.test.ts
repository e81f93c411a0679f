import { afterAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { addImage } from '../../testing/test-media.ts'
import { kurti, partnerCalls } from '../../testing/test-partner.ts'
import { createTestShop } from '../../testing/test-shop.ts'
import { partnerMediaId } from './partner-ids.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { request, attach, detach, newProduct, mediaRows, galleryOf, upload } = partnerCalls(
  api,
  shop,
)
const UUID = '01890000-0000-7000-8000-000000000000'

describe('refuses', () => {
  const calls = [
    ['media:write', (headers: Headers) => request(kurti, headers)],
    ['products:write', (headers: Headers) => attach(UUID, { mediaId: UUID }, headers)],
    ['products:write', (headers: Headers) => detach(UUID, UUID, headers)],
  ] as const
  type Headers = Readonly<Record<string, string>>

  it('a call without a key, and one with a wrong one', async () => {
    for (const [, call] of calls) {
      const without = await call({})
      expect([without.status, without.body.error.code]).toEqual([
        401,
        'missing_or_malformed_authorization',
      ])
      const wrong = await call({ authorization: `Bearer sk_live_abcdef_${'A'.repeat(43)}` })
      expect([wrong.status, wrong.body.error.code]).toEqual([401, 'invalid_key'])
    }
  })

  it('a key without the scope of the route, naming it', async () => {
    for (const [required, call] of calls) {
      const other = required === 'media:write' ? 'products:write' : 'media:write'
      const { status, body } = await call(await shop.keyWith([other]))
      expect(status).toBe(403)
      expect(body.error).toMatchObject({ code: 'insufficient_scope', required })
    }
  })

  it('what another store has, and ids of no form', async () => {
    const [mine, theirs] = [await newProduct(), await newProduct(otherShop)]
    const [myFile, theirFile] = [await addImage(api, shop), await addImage(api, otherShop)]
    await attach(theirs, { mediaId: theirFile }, otherShop.apiKey)
    for (const answer of [
      await attach(theirs, { mediaId: myFile }),
      await attach(mine, { mediaId: theirFile }),
      await attach(mine, { mediaId: 'med_nothing' }),
      await attach(mine, { mediaId: `pm_${partnerMediaId(myFile).slice(4)}` }),
      await attach('mug', { mediaId: myFile }),
      await detach(theirs, theirFile),
      await detach(mine, 'med_oZEq7ovRbLq6UnGMPwc8B6'),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found'])
    }
    expect(await galleryOf(mine)).toEqual([])
    expect(await galleryOf(theirs)).toHaveLength(1)
  })

  it('an unknown product before it looks for the file', async () => {
    const { body } = await request(kurti)
    expect((await attach(UUID, { mediaId: body.mediaId })).status).toBe(404)
  })
})

describe('a store with a quota', () => {
  const { png } = testFiles
  const pngTerms = { contentType: 'image/png' }
  const noRoom = {
    status: 413,
    body: { error: { code: 'quota_exceeded', message: expect.stringContaining('no room') } },
  }

  const setQuota = (storeId: string, mediaQuotaBytes: number) =>
    api.runtime.db
      .updateTable('stores')
      .set({ mediaQuotaBytes })
      .where('id', '=', storeId)
      .execute()

  const shopWithQuota = async (bytes: number) => {
    const small = await createTestShop(api)
    await setQuota(small.storeId, bytes)
    return small
  }

  it('is given no address once it is full, and one as long as a byte is left', async () => {
    const small = await shopWithQuota(png.length)
    const { mediaId } = await upload(png, pngTerms, small.apiKey)
    const attached = await attach(await newProduct(small), { mediaId }, small.apiKey)
    expect(attached.status).toBe(201)
    const before = (await mediaRows()).length
    expect(await request(kurti, small.apiKey)).toMatchObject(noRoom)
    expect(await mediaRows()).toHaveLength(before)
    await setQuota(small.storeId, png.length + 1)
    expect((await request(kurti, small.apiKey)).status).toBe(201)
  })

  it('answers 413 to a file larger than what is left, for good', async () => {
    const small = await shopWithQuota(png.length - 1)
    const productId = await newProduct(small)
    const { mediaId } = await upload(png, pngTerms, small.apiKey)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await attach(productId, { mediaId }, small.apiKey)
      expect(answer).toMatchObject(noRoom)
      expect(Object.keys(answer.body.error)).toEqual(['code', 'message'])
    }
    expect(await galleryOf(productId)).toEqual([])
  })
})
