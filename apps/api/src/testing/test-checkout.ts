import type { CheckoutDraft } from '@cartwright/db/json-columns'

import type { TestApi } from './test-api.ts'

const nothing = {
  subtotal: 0,
  itemDiscount: 0,
  orderDiscount: 0,
  shipping: 0,
  shippingDiscount: 0,
  tax: 0,
  total: 0,
}

const draft: CheckoutDraft = {
  currency: 'GBP',
  taxIncluded: true,
  roundingLevel: 'per_line',
  totals: nothing,
  taxLines: [],
  taxRows: [],
  shippingTax: 0,
  discounts: [],
  lines: [],
  shippingMethod: null,
  shippingAddress: null,
  billingAddress: null,
  successUrl: 'https://shop.test/thanks',
  cancelUrl: 'https://shop.test/cart',
}

/** A buyer of nothing at the till, written directly: for tests of what must wait for buyers. */
export async function addOpenCheckout(
  api: TestApi,
  { storeId, expiresAt }: { readonly storeId: string; readonly expiresAt: Date },
): Promise<void> {
  const { ids, db } = api.runtime
  const cart = { storeId, id: ids.cartId(), currency: 'GBP', expiresAt }
  await db.insertInto('carts').values(cart).execute()
  await db
    .insertInto('checkoutSessions')
    .values({
      storeId,
      id: ids.uuidv7(),
      cartId: cart.id,
      cartVersion: 1,
      accountId: 'acct_any',
      status: 'open',
      currency: 'GBP',
      amountTotal: 0,
      customerEmail: 'buyer@example.com',
      draft,
      requestKey: ids.uuidv7(),
      expiresAt,
    })
    .execute()
}
