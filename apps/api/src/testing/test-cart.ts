import { send } from './send.ts'
import type { TestApi } from './test-api.ts'
import type { TestShop } from './test-shop.ts'

/** Loose on purpose: a test names the fields it is about. */
// oxlint-disable-next-line typescript/no-explicit-any
type TestCart = any

export interface TestCartTerms {
  readonly items?: readonly { readonly variantId: string; readonly quantity: number }[]
  readonly customerEmail?: string
  readonly shippingAddress?: typeof london
}

export const london = {
  name: 'Ada Lovelace',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}

/** A cart opened through the API, as it answered. */
export async function openCart(
  api: TestApi,
  shop: Pick<TestShop, 'storefront'>,
  body: TestCartTerms = {},
): Promise<TestCart> {
  const headers = shop.storefront
  const answer = await send(api, 'POST /api/v1/storefront/cart', { headers, body })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.data.cart
}
