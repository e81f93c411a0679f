import { expect } from 'vitest'

import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import { addGoods } from './test-goods.ts'
import type { TestShop } from './test-shop.ts'

/** What a partner says of a picture. */
export const kurti = {
  filename: 'kurti-emerald.jpg',
  contentType: 'image/jpeg',
  kind: 'PRODUCT_IMAGE',
}

/** The calls of the dialect, as its clients make them, and what they leave in the database. */
export function partnerCalls(api: TestApi, shop: TestShop) {
  const request = (body: unknown, headers = shop.apiKey) =>
    send(api, 'POST /api/v1/admin/media/upload', { headers, body })

  const attach = (productId: string, body: unknown, headers = shop.apiKey) =>
    send(api, `POST /api/v1/admin/products/${productId}/media`, { headers, body })

  const detach = (productId: string, mediaId: string, headers = shop.apiKey) =>
    send(api, `DELETE /api/v1/admin/products/${productId}/media/${mediaId}`, { headers })

  const newProduct = async (of = shop) => (await addGoods(api, of)).productId

  const mediaRows = () => api.runtime.db.selectFrom('media').selectAll().execute()

  const galleryOf = (productId: string) =>
    api.runtime.db
      .selectFrom('productMedia')
      .selectAll()
      .where('productId', '=', productId)
      .orderBy('sortOrder')
      .execute()

  /** Does what a partner does: asks for an address and puts the bytes there. */
  async function upload(
    bytes: Buffer,
    terms: Partial<typeof kurti> = {},
    headers: Readonly<Record<string, string>> = shop.apiKey,
  ) {
    const { body } = await request({ ...kurti, ...terms }, headers)
    const to = { url: body.uploadUrl, expiresAt: new Date(body.expiresAt) }
    const contentType = terms.contentType ?? kurti.contentType
    const status = await api.storage.upload(to, { body: bytes, contentType })
    expect(status).toBe(200)
    return body
  }

  return { request, attach, detach, newProduct, mediaRows, galleryOf, upload }
}
