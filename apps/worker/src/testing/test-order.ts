import type { StoreEmailSettings } from '@cartwright/db/json-columns'
import { createTrackingToken } from '@cartwright/platform/crypto/tracking-token'

import type { TestWorker } from './test-worker.ts'

export interface TestOrder {
  readonly storeId: string
  readonly accountId: string
  readonly orderId: string
  readonly orderNumber: string
  readonly lineId: string
  readonly variantId: string
  readonly paymentId: string
  /** The payment intent. */
  readonly paymentReference: string
  readonly trackingToken: string
}

export interface TestOrderTerms {
  readonly locale?: string
  readonly supportEmail?: string
  readonly emailSettings?: StoreEmailSettings
  readonly email?: string
}

const address = {
  name: 'Ada Lovelace',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}
const totals = {
  subtotal: 2_000,
  itemDiscount: 0,
  orderDiscount: 200,
  shipping: 399,
  shippingDiscount: 0,
  tax: 366,
  total: 2_199,
}

const paid = {
  provider: 'stripe',
  amount: totals.total,
  currency: 'GBP',
  status: 'paid',
} as const

/** A paid order of two bowls for 21.99 in a store of its own, written directly; ten bowls on the
 *  shelf, two of them reserved, the ledger in agreement. */
export async function addTestOrder(
  worker: TestWorker,
  { email = 'ada@example.com', ...store }: TestOrderTerms = {},
): Promise<TestOrder> {
  const storeId = await addStore(worker, store)
  const money = await pay(worker, email)
  const goods = await addBowls(worker, storeId)
  const order = await addOrder(worker, { storeId, email })
  const { orderId } = order
  const lineId = await addLine(worker, { storeId, orderId, ...goods })
  const paymentId = worker.runtime.ids.uuidv7()
  await worker.runtime.db
    .insertInto('payments')
    .values({ ...money, ...paid, storeId, orderId, id: paymentId })
    .execute()
  const { accountId, reference: paymentReference } = money
  const { variantId } = goods
  return { ...order, storeId, accountId, lineId, variantId, paymentId, paymentReference }
}

async function addOrder(
  { clock, runtime: { db, ids } }: TestWorker,
  { storeId, email }: { readonly storeId: string; readonly email: string },
) {
  const [orderId, customerId] = [ids.uuidv7(), ids.uuidv7()]
  const orderNumber = `CC-2026-${ids.randomHex(6).toUpperCase()}`
  const trackingToken = createTrackingToken(storeId)
  const customer = { storeId, id: customerId, email, emailKey: email, firstName: 'Ada' }
  await db
    .insertInto('customers')
    .values({ ...customer, totalSpent: totals.total })
    .execute()
  await db
    .insertInto('orders')
    .values({
      ...totals,
      storeId,
      id: orderId,
      orderNumber,
      customerId,
      email,
      trackingToken,
      cartId: ids.cartId(),
      checkoutSessionId: ids.uuidv7(),
      status: 'placed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'unfulfilled',
      currency: 'GBP',
      taxIncluded: true,
      shippingAddress: address,
      shippingMethod: { id: ids.uuidv7(), name: 'Post', price: 399 },
      placedAt: new Date(clock.now()),
    })
    .execute()
  return { orderId, orderNumber, trackingToken }
}

async function addStore(
  { runtime: { db, ids } }: TestWorker,
  terms: Omit<TestOrderTerms, 'email'>,
): Promise<string> {
  const id = ids.uuidv7()
  const row = { id, slug: `shop-${ids.randomHex(8)}`, name: 'Clay & Co' }
  await db
    .insertInto('stores')
    .values({ ...row, currency: 'GBP', country: 'GB', ...terms })
    .execute()
  return id
}

/** The money, at the payment provider. */
async function pay({ gateway, clock, runtime: { ids } }: TestWorker, email: string) {
  const accountId = `acct_${ids.randomHex(16)}`
  gateway.onboard(accountId)
  const session = await gateway.createCheckoutSession({
    accountId,
    idempotencyKey: ids.uuidv7(),
    currency: 'GBP',
    lines: [{ name: '2 × Bowl', amount: 1_800 }],
    shipping: { name: 'Post', amount: 399 },
    expectedTotal: totals.total,
    customerEmail: email,
    successUrl: 'https://shop.test/thanks',
    cancelUrl: 'https://shop.test/cart',
    expiresAt: clock.now() + 3_600_000,
    clientReferenceId: ids.uuidv7(),
    metadata: {},
  })
  const { paymentIntentId } = gateway.pay(session.id)
  return { accountId, providerSessionId: session.id, reference: paymentIntentId ?? '' }
}

async function addBowls({ runtime: { db, ids } }: TestWorker, storeId: string) {
  const [productId, variantId, sku] = [ids.uuidv7(), ids.uuidv7(), `SKU-${ids.randomHex(8)}`]
  const product = { storeId, id: productId, slug: `bowl-${ids.randomHex(8)}`, title: 'Bowl' }
  await db
    .insertInto('products')
    .values({ ...product, status: 'active' })
    .execute()
  const variant = { storeId, id: variantId, productId, position: 0, sku, title: 'Blue' }
  await db
    .insertInto('variants')
    .values({ ...variant, price: 1_000, onHand: 10, reserved: 2 })
    .execute()
  const movement = { storeId, variantId, onHandBefore: 10, onHandAfter: 10, actor: 'system' }
  await db
    .insertInto('stockMovements')
    .values([
      { ...movement, id: ids.uuidv7(), kind: 'receive', onHandDelta: 10, reason: 'received' },
      { ...movement, id: ids.uuidv7(), kind: 'allocate', reservedDelta: 2, reason: 'order_placed' },
    ])
    .execute()
  return { variantId, productId }
}

interface Ordered {
  readonly storeId: string
  readonly orderId: string
  readonly variantId: string
  readonly productId: string
}

async function addLine({ runtime: { db, ids } }: TestWorker, ordered: Ordered): Promise<string> {
  const id = ids.uuidv7()
  const amounts = { unitPrice: 1_000, subtotal: 2_000, discount: 200, tax: 300, total: 1_800 }
  await db
    .insertInto('orderLines')
    .values({
      ...ordered,
      ...amounts,
      id,
      position: 0,
      title: 'Bowl',
      variantTitle: 'Blue',
      sku: 'BOWL-BLUE',
      quantity: 2,
      stockTracked: true,
    })
    .execute()
  return id
}
