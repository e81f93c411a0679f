import type { PersonalisationField } from '@cartwright/db/json-columns'

import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import { addGoods, type TestGoods } from './test-goods.ts'
import type { TestShop } from './test-shop.ts'

/** One field of each kind that a test is likely to fill in. */
export const testFields: readonly PersonalisationField[] = [
  { key: 'name', label: 'Name to engrave', type: 'text', required: true, maxLength: 20 },
  { key: 'motif', label: 'Picture', type: 'image', required: false },
  { key: 'gift', label: 'Wrap it as a gift', type: 'boolean', required: false },
]

/** A product with a form. */
export async function addForm(
  api: TestApi,
  shop: Pick<TestShop, 'storeId'>,
  fields: readonly PersonalisationField[] = testFields,
): Promise<TestGoods> {
  const goods = await addGoods(api, shop)
  await api.runtime.db
    .updateTable('products')
    .set({ personalisation: JSON.stringify({ fields }) as never })
    .where('id', '=', goods.productId)
    .execute()
  return goods
}

export interface TestSession {
  readonly sessionId: string
  readonly productId: string
  readonly variantId: string
  readonly renewToken: string
  readonly iframeUrl: string
  readonly token: string
  /** Headers of the page that holds the session. */
  readonly headers: Readonly<Record<string, string>>
}

export interface TestSessionTerms {
  readonly mode?: 'fill' | 'view'
  readonly submitForm?: boolean
  readonly fields?: readonly PersonalisationField[]
  readonly form?: Readonly<Record<string, unknown>>
}

/** A session with the form of a new product, minted through the API. */
export async function openForm(
  api: TestApi,
  shop: TestShop,
  { mode = 'fill', submitForm = true, fields = testFields, form = {} }: TestSessionTerms = {},
): Promise<TestSession> {
  const { productId, variantId } = await addForm(api, shop, fields)
  const body = {
    actor: { externalId: 'usr_456' },
    scope: { mode, productId },
    permissions: { submitForm },
    form,
  }
  const answer = await send(api, 'POST /v1/embed/sessions', { headers: shop.apiKey, body })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  const token: string = answer.body.session_token
  return {
    sessionId: answer.body.session_id,
    productId,
    variantId,
    renewToken: answer.body.renew_token,
    iframeUrl: answer.body.iframe_url,
    token,
    headers: { authorization: `Bearer ${token}` },
  }
}

/** Says on which pages a store's forms may stand. */
export async function allowOrigins(
  api: TestApi,
  shop: Pick<TestShop, 'storeId'>,
  embedAllowedOrigins: string[],
): Promise<void> {
  await api.runtime.db
    .updateTable('stores')
    .set({ embedAllowedOrigins })
    .where('id', '=', shop.storeId)
    .execute()
}
