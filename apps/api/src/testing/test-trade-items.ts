import { shortIdOf } from '../media/short-id.ts'
import { multipartBody, type TestPart } from './multipart.ts'
import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import { addGoods } from './test-goods.ts'
import type { TestShop } from './test-shop.ts'

type Headers = Readonly<Record<string, string>>

/** An API key where the trade-item dialect wants it. */
export function xKey(headers: Headers): Headers {
  return { 'x-api-key': (headers['authorization'] ?? '').replace('Bearer ', '') }
}

export interface TestTradeItem {
  readonly gtin: string
  readonly productId: string
}

let made = 0

/** A product sold under a GTIN of its own: thirteen digits, the last one closing them. */
export async function addTradeItem(
  api: TestApi,
  shop: Pick<TestShop, 'storeId'>,
): Promise<TestTradeItem> {
  made += 1
  const digits = `590${String(made).padStart(9, '0')}`
  const sum = Array.from(digits).reduce((all, it, i) => all + Number(it) * (i % 2 === 0 ? 1 : 3), 0)
  const gtin = `${digits}${(10 - (sum % 10)) % 10}`
  const { productId, variantId } = await addGoods(api, shop)
  await giveGtin(api, variantId, gtin)
  return { gtin, productId }
}

/** Sells a variant under this GTIN. */
export async function giveGtin(api: TestApi, variantId: string, gtin: string): Promise<void> {
  const gtinKey = gtin.padStart(14, '0')
  await api.runtime.db
    .updateTable('variants')
    .set({ gtin, gtinKey })
    .where('id', '=', variantId)
    .execute()
}

/** A picture as the form has it. */
export function imagePart(value: Buffer, type = 'image/png', filename = 'front.png'): TestPart {
  return { name: 'image', value, type, filename }
}

/** The three calls of the dialect, as its clients make them. */
export function tradeItemCalls(api: TestApi, shop: Pick<TestShop, 'storeId' | 'apiKey'>) {
  const key = xKey(shop.apiKey)
  return {
    pathOf: (gtin: string, organization = shortIdOf(shop.storeId)) =>
      `/dashboard/api/v1/trade-items/${organization}/${gtin}/images` as const,
    upload: (path: `/${string}`, parts: readonly TestPart[], headers: Headers = key) => {
      const form = multipartBody(parts)
      const sent = { headers: { ...headers, ...form.headers }, body: form.body }
      return send(api, `POST ${path}`, sent)
    },
    list: (path: `/${string}`, query = '', headers: Headers = key) =>
      send(api, `GET ${path}${query}`, { headers }),
    remove: (path: `/${string}`, id: string, headers: Headers = key) =>
      send(api, `DELETE ${path}/${id}`, { headers }),
  }
}
