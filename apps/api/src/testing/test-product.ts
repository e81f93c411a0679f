import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import type { TestShop } from './test-shop.ts'

/** A product created through the API; loose, as answers are. */
// oxlint-disable-next-line typescript/no-explicit-any
type Created = any

/** Creates a product through the API, active and 10.00 unless said. */
export async function createTestProduct(
  api: TestApi,
  shop: TestShop,
  terms: Readonly<Record<string, unknown>> = {},
): Promise<Created> {
  const priced = terms['variants'] === undefined ? { price: 1_000 } : {}
  const { status, body } = await send(api, 'POST /api/v1/admin/products', {
    headers: shop.operator,
    body: { title: 'Bowl', status: 'active', ...priced, ...terms },
  })
  if (status !== 201) throw new Error(`No product was created: ${JSON.stringify(body)}`)
  return body.data.product
}
