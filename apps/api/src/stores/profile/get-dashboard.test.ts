import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
api.clock.set(Date.UTC(2026, 0, 30, 12))

const { db, ids } = api.runtime
const DAY_MS = 86_400_000

const read = async (shop: TestShop) =>
  (await send(api, 'GET /api/v1/admin/store', { headers: shop.operator })).body.data

interface TestOrder {
  readonly daysAgo?: number
  readonly total?: number
  readonly units?: number
  readonly refunded?: number
  readonly status?: 'placed' | 'cancelled'
  readonly paymentStatus?: 'paid' | 'pending' | 'partially_refunded'
}

async function addOrder({ storeId }: TestShop, order: TestOrder = {}) {
  const { daysAgo = 0, total = 1_000, units = 1, refunded = 0 } = order
  const { status = 'placed', paymentStatus = 'paid' } = order
  const [customerId, id, paymentId] = [ids.uuidv7(), ids.uuidv7(), ids.uuidv7()]
  const email = `${customerId}@example.com`
  const customer = { storeId, id: customerId, email, emailKey: email }
  await db.insertInto('customers').values(customer).execute()
  const zero = { itemDiscount: 0, orderDiscount: 0, shipping: 0, shippingDiscount: 0, tax: 0 }
  const orderNumber = `CC-2026-${ids.randomHex(6)}`
  const amounts = { ...zero, subtotal: total, total, currency: 'GBP', taxIncluded: true }
  await db
    .insertInto('orders')
    .values({
      ...amounts,
      storeId,
      id,
      customerId,
      email,
      orderNumber,
      status,
      paymentStatus,
      cartId: ids.cartId(),
      checkoutSessionId: ids.uuidv7(),
      fulfilmentStatus: 'unfulfilled',
      trackingToken: `trk_${id}`,
      placedAt: new Date(api.clock.now() - daysAgo * DAY_MS),
    })
    .execute()
  const line = { title: 'Mug', variantTitle: '', sku: 'MUG', quantity: units, stockTracked: false }
  const prices = { unitPrice: total, subtotal: total, discount: 0, tax: 0, total }
  const things = { variantId: ids.uuidv7(), productId: ids.uuidv7() }
  await db
    .insertInto('orderLines')
    .values({ storeId, id: ids.uuidv7(), orderId: id, position: 0, ...line, ...prices, ...things })
    .execute()
  if (refunded > 0) {
    const money = { storeId, orderId: id, amount: refunded, currency: 'GBP' }
    await db
      .insertInto('payments')
      .values({
        ...money,
        id: paymentId,
        provider: 'stripe',
        accountId: 'acct',
        providerSessionId: id,
        status: 'paid',
      })
      .execute()
    const refund = { ...money, paymentId, reason: 'requested', operationKey: id }
    await db
      .insertInto('refunds')
      .values([
        { ...refund, id: ids.uuidv7(), status: 'succeeded' },
        { ...refund, id: ids.uuidv7(), status: 'failed', operationKey: `${id}-failed` },
      ])
      .execute()
  }
  return { id, orderNumber }
}

interface TestStock {
  readonly onHand: number
  readonly threshold: number | null
  readonly held?: number
  readonly status?: 'active' | 'draft'
  readonly trackInventory?: boolean
}

async function addVariant({ storeId }: TestShop, sku: string, stock: TestStock) {
  const { onHand, threshold, held = 0, status = 'active', trackInventory = true } = stock
  const [productId, id] = [ids.uuidv7(), ids.uuidv7()]
  const slug = `${sku.toLowerCase()}-${ids.randomHex(4)}`
  await db
    .insertInto('products')
    .values({ storeId, id: productId, slug, title: `Product ${sku}`, status })
    .execute()
  const counters = { onHand, lowStockThreshold: threshold, trackInventory }
  await db
    .insertInto('variants')
    .values({ storeId, id, productId, position: 0, sku, title: '', price: 100, ...counters })
    .execute()
  if (held === 0) return
  const cart = { storeId, id: ids.cartId(), currency: 'GBP', expiresAt: new Date(2100, 0) }
  await db.insertInto('carts').values(cart).execute()
  const hold = { storeId, variantId: id, cartId: cart.id, quantity: held }
  const expiresAt = new Date(api.clock.now() + 60_000)
  await db
    .insertInto('stockHolds')
    .values({ ...hold, expiresAt })
    .execute()
}

describe('does it', () => {
  it('shows a new store that nothing is done and nothing sold', async () => {
    const shop = await createTestShop(api)
    await db.deleteFrom('storefrontTokens').where('storeId', '=', shop.storeId).execute()
    const { store, ...rest } = await read(shop)
    expect(store).toMatchObject({ id: shop.storeId, slug: shop.slug, logo: null, shipsTo: [] })
    const nothing = { orders: 0, revenue: 0, averageOrderValue: null, unitsSold: 0 }
    expect(rest).toEqual({
      metrics: { currency: 'GBP', today: nothing, last7Days: nothing, last30Days: nothing },
      onboarding: {
        stripeConnected: false,
        hasProduct: false,
        hasShippingZone: false,
        hasTaxRate: false,
        hasStorefrontToken: false,
        complete: false,
      },
      recentOrders: [],
      lowStock: [],
      openIssues: [],
    })
  })

  it('adds up to more than any single payment can be', async () => {
    const shop = await createTestShop(api)
    for (let count = 0; count < 3; count += 1) await addOrder(shop, { total: 999_999_999_999 })
    expect((await read(shop)).metrics.today.revenue).toBe(2_999_999_999_997)
  })

  it('adds up what was sold today, in 7 and in 30 days, by days of UTC', async () => {
    const shop = await createTestShop(api)
    await addOrder(shop, { total: 1_000, units: 2 })
    await addOrder(shop, { total: 500, daysAgo: 0.5 })
    await addOrder(shop, { total: 250, daysAgo: 0.6 })
    await addOrder(shop, { total: 2_000, daysAgo: 6.4, units: 3 })
    await addOrder(shop, { total: 4_000, daysAgo: 29.4 })
    await addOrder(shop, { total: 8_000, daysAgo: 29.6 })
    const { metrics } = await read(shop)
    expect(metrics).toEqual({
      currency: 'GBP',
      today: { orders: 2, revenue: 1_500, averageOrderValue: 750, unitsSold: 3 },
      last7Days: { orders: 4, revenue: 3_750, averageOrderValue: 938, unitsSold: 7 },
      last30Days: { orders: 5, revenue: 7_750, averageOrderValue: 1_550, unitsSold: 8 },
    })
  })

  it('takes off what was given back, and counts neither cancelled nor unpaid orders', async () => {
    const shop = await createTestShop(api)
    await addOrder(shop, { total: 1_000, refunded: 300, paymentStatus: 'partially_refunded' })
    await addOrder(shop, { status: 'cancelled' })
    await addOrder(shop, { paymentStatus: 'pending' })
    const { today } = (await read(shop)).metrics
    expect(today).toEqual({ orders: 1, revenue: 700, averageOrderValue: 700, unitsSold: 1 })
  })

  it('ticks off each step to a selling store', async () => {
    const shop = await createTestShop(api)
    const { storeId } = shop
    const account = { accountId: `acct_${ids.randomHex(8)}`, storeId, chargesEnabled: true }
    await db.insertInto('stripeAccounts').values(account).execute()
    await addVariant(shop, 'MUG', { onHand: 1, threshold: null })
    const zone = { name: 'Home', countries: ['GB'], methods: [] }
    const rate = { name: 'VAT', country: 'GB', rateBasisPoints: 2_000 }
    const { operator: headers } = shop
    await send(api, 'POST /api/v1/admin/store/shipping-zones', { headers, body: zone })
    expect((await read(shop)).onboarding).toMatchObject({ hasTaxRate: false, complete: false })
    await send(api, 'POST /api/v1/admin/store/tax-rates', { headers, body: rate })
    const { onboarding } = await read(shop)
    expect(new Set(Object.values(onboarding))).toEqual(new Set([true]))
  })

  it('lists the newest five orders, newest first', async () => {
    const shop = await createTestShop(api)
    const numbers: string[] = []
    for (let daysAgo = 6; daysAgo >= 0; daysAgo -= 1) {
      numbers.unshift((await addOrder(shop, { daysAgo })).orderNumber)
    }
    const { recentOrders } = await read(shop)
    expect(recentOrders.map((it: { orderNumber: string }) => it.orderNumber)).toEqual(
      numbers.slice(0, 5),
    )
    expect(recentOrders[0]).toMatchObject({ total: 1_000, currency: 'GBP', status: 'placed' })
  })

  it('lists what runs low, what is held counted out, scarcest first', async () => {
    const shop = await createTestShop(api)
    await addVariant(shop, 'PLENTY', { onHand: 6, threshold: 5 })
    await addVariant(shop, 'LOW', { onHand: 5, threshold: 5 })
    await addVariant(shop, 'HELD', { onHand: 6, threshold: 5, held: 4 })
    await addVariant(shop, 'UNWATCHED', { onHand: 0, threshold: null })
    await addVariant(shop, 'DRAFT', { onHand: 0, threshold: 5, status: 'draft' })
    await addVariant(shop, 'UNTRACKED', { onHand: 0, threshold: 5, trackInventory: false })
    const { lowStock } = await read(shop)
    const found = lowStock.map((it: Record<string, unknown>) => [
      it['sku'],
      it['availableQuantity'],
    ])
    expect(found).toEqual([
      ['HELD', 2],
      ['LOW', 5],
    ])
    expect(lowStock[0]).toMatchObject({ productTitle: 'Product HELD', lowStockThreshold: 5 })
  })

  it('lists open issues, the gravest first', async () => {
    const shop = await createTestShop(api)
    const issue = (kind: string, severity: 'info' | 'warning' | 'critical') => ({
      storeId: shop.storeId,
      id: ids.uuidv7(),
      kind,
      severity,
      title: kind,
    })
    await db
      .insertInto('issues')
      .values([
        issue('hint', 'info'),
        { ...issue('lost', 'critical'), subjectType: 'order', subjectId: 'o1', occurrences: 3 },
        issue('odd', 'warning'),
        { ...issue('past', 'critical'), status: 'resolved' },
      ])
      .execute()
    const { openIssues } = await read(shop)
    expect(openIssues.map((it: { kind: string }) => it.kind)).toEqual(['lost', 'odd', 'hint'])
    expect(openIssues[0]).toMatchObject({ subject: { type: 'order', id: 'o1' }, occurrences: 3 })
    expect(openIssues[1].subject).toBeNull()
  })

  it('reads it all in seven statements, the token’s among them', async () => {
    const shop = await createTestShop(api)
    await read(shop)
    const before = api.database.statements.length
    await read(shop)
    expect(api.database.statements.length - before).toBeLessThanOrEqual(7)
  })
})

describe('refuses', () => {
  it('to show another store anything of this one', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    await addOrder(shop)
    await addVariant(shop, 'LOW', { onHand: 0, threshold: 5 })
    const { metrics, recentOrders, lowStock } = await read(other)
    expect([metrics.last30Days.orders, recentOrders, lowStock]).toEqual([0, [], []])
  })
})
