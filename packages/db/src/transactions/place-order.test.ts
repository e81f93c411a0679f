import { randomUUID } from 'node:crypto'

import type { Discount } from '@cartwright/domain/discounts/discount'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { openDatabase } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { findLedgerFaults } from '../queries/stock-ledger.ts'
import { checkoutState } from '../testing/checkout-state.ts'
import {
  addCheckoutGoods,
  addCheckoutStore,
  type CheckoutStore,
  openTestCheckout,
  paidCheckout,
} from '../testing/test-checkout.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { settleCheckout } from './settle-checkout.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
const { stockOf, holdsOf, ordersOf, statusOf, issuesOf } = checkoutState(db)
const now = new Date('2026-03-01T12:00:00Z')

let store: CheckoutStore
beforeEach(async () => {
  store = await addCheckoutStore(db)
})

const customerOf = (email: string) =>
  db
    .selectFrom('customers')
    .selectAll()
    .where('storeId', '=', store.storeId)
    .where('emailKey', '=', email)
    .executeTakeFirstOrThrow()

describe('a paid checkout', () => {
  it('becomes an order of exactly what was frozen, with its stock, payment and customer', async () => {
    const goods = await addCheckoutGoods(db, store)
    const address = { name: 'Ada King Lovelace', line1: '1 High St', city: 'Bath', country: 'GB' }
    const terms = { goods: [{ ...goods, quantity: 2 }], now, email: 'Ada@Example.com', address }
    const checkout = await openTestCheckout(db, store, terms)
    await db
      .updateTable('variants')
      .set({ price: 9999 })
      .where('id', '=', goods.variantId)
      .execute()
    const settled = await settleCheckout(db, paidCheckout(checkout, now))
    expect(settled).toMatchObject({ kind: 'placed', alreadyExists: false })
    const [order] = await ordersOf(checkout)
    expect(order).toMatchObject({
      orderNumber: expect.stringMatching(/^CC-2026-[0-9A-F]{6}$/),
      status: 'placed',
      paymentStatus: 'paid',
      total: 2000,
      email: 'Ada@Example.com',
      shippingAddress: address,
      placedAt: now,
    })
    expect(await stockOf(goods.variantId)).toEqual({ onHand: 10, reserved: 2 })
    expect(await holdsOf(checkout)).toEqual([])
    expect(await statusOf(checkout)).toEqual({ session: 'paid', cart: 'completed' })
    expect(await customerOf('ada@example.com')).toMatchObject({
      firstName: 'Ada',
      lastName: 'King Lovelace',
      ordersCount: 1,
      totalSpent: 2000,
      marketingState: 'never',
      addresses: [address],
    })
    const { storeId } = store
    const payments = await db
      .selectFrom('payments')
      .selectAll()
      .where('storeId', '=', storeId)
      .execute()
    expect(payments).toMatchObject([{ amount: 2000, status: 'paid', accountId: store.accountId }])
    const lines = await db
      .selectFrom('orderLines')
      .selectAll()
      .where('storeId', '=', storeId)
      .execute()
    expect(lines).toMatchObject([{ quantity: 2, unitPrice: 1000, total: 2000, stockTracked: true }])
    const events = await db
      .selectFrom('orderEvents')
      .select('type')
      .where('storeId', '=', storeId)
      .orderBy('id')
      .execute()
    expect(events.map(({ type }) => type).sort()).toEqual(['paid', 'placed'])
    const news = await db
      .selectFrom('outboxEvents')
      .select('type')
      .where('storeId', '=', storeId)
      .execute()
    expect(news).toEqual([{ type: 'order.placed' }])
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('takes at most sixteen statements, begin and commit included', async () => {
    const goods = await Promise.all([addCheckoutGoods(db, store), addCheckoutGoods(db, store)])
    const checkout = await openTestCheckout(db, store, {
      goods,
      now,
      discounts: [await addDiscount()],
    })
    const before = database.statements.length
    await settleCheckout(db, paidCheckout(checkout, now))
    expect(database.statements.length - before).toBeLessThanOrEqual(16)
  })

  it('costs nothing when nothing was to be paid', async () => {
    const goods = await addCheckoutGoods(db, store)
    const free = await addDiscount({ kind: { type: 'percentage', basisPoints: 10_000 } })
    const checkout = await openTestCheckout(db, store, { goods: [goods], now, discounts: [free] })
    const told = { paymentStatus: 'no_payment_required', paymentIntentId: null } as const
    const settled = await settleCheckout(db, paidCheckout(checkout, now, told))
    expect(settled).toMatchObject({ kind: 'placed', order: { total: 0, paymentStatus: 'paid' } })
  })

  it('leaves untracked and backordered goods their own way', async () => {
    const untracked = await addCheckoutGoods(db, store, { onHand: 0, trackInventory: false })
    const backorder = await addCheckoutGoods(db, store, { onHand: 0, allowBackorder: true })
    const checkout = await openTestCheckout(db, store, { goods: [untracked, backorder], now })
    expect(await holdsOf(checkout)).toEqual([])
    await settleCheckout(db, paidCheckout(checkout, now))
    expect(await stockOf(untracked.variantId)).toEqual({ onHand: 0, reserved: 0 })
    expect(await stockOf(backorder.variantId)).toEqual({ onHand: 0, reserved: 1 })
    const lines = await db
      .selectFrom('orderLines')
      .select(['variantId', 'stockTracked'])
      .where('storeId', '=', store.storeId)
      .execute()
    expect(new Map(lines.map((line) => [line.variantId, line.stockTracked]))).toEqual(
      new Map([
        [untracked.variantId, false],
        [backorder.variantId, true],
      ]),
    )
  })
})

describe('discounts', () => {
  it('are counted once each, and their last use is never counted twice', async () => {
    const goods = await addCheckoutGoods(db, store)
    const discount = await addDiscount({ usageLimit: 1 })
    const terms = { goods: [goods], now, discounts: [discount] }
    const checkouts = [
      await openTestCheckout(db, store, terms),
      await openTestCheckout(db, store, terms),
    ]
    await Promise.all(checkouts.map((one) => settleCheckout(db, paidCheckout(one, now))))
    const used = await db
      .selectFrom('discounts')
      .select('usedCount')
      .where('id', '=', discount.id)
      .executeTakeFirstOrThrow()
    expect(used).toEqual({ usedCount: 1 })
    const redeemed = await db
      .selectFrom('discountRedemptions')
      .select('amount')
      .where('discountId', '=', discount.id)
      .execute()
    // Both buyers keep what they were promised.
    expect(redeemed).toEqual([{ amount: 100 }, { amount: 100 }])
    expect(await issuesOf(store)).toEqual([{ kind: 'discount_over_used', severity: 'warning' }])
  })
})

describe('the customer', () => {
  it.each([
    ['never', true, 'subscribed'],
    ['pending', true, 'subscribed'],
    ['never', false, 'never'],
    ['subscribed', false, 'subscribed'],
    ['unsubscribed', true, 'unsubscribed'],
  ] as const)('who is %s and answers %s to the newsletter is %s', async (before, ticked, after) => {
    const email = 'ada@example.com'
    const { storeId } = store
    const known = { storeId, id: randomUUID(), email, emailKey: email, firstName: 'Augusta' }
    const acceptsMarketing = before === 'subscribed'
    await db
      .insertInto('customers')
      .values({ ...known, marketingState: before, acceptsMarketing })
      .execute()
    const goods = await addCheckoutGoods(db, store)
    const terms = { goods: [goods], now, email, acceptsMarketing: ticked }
    await settleCheckout(db, paidCheckout(await openTestCheckout(db, store, terms), now))
    expect(await customerOf(email)).toMatchObject({
      id: known.id,
      firstName: 'Augusta',
      marketingState: after,
      acceptsMarketing: after === 'subscribed',
      ordersCount: 1,
      totalSpent: 1000,
    })
  })

  it('is one however many of their orders are placed at once', async () => {
    const goods = await addCheckoutGoods(db, store)
    const email = 'ada@example.com'
    const checkouts = await Promise.all(
      Array.from({ length: 5 }, () => openTestCheckout(db, store, { goods: [goods], now, email })),
    )
    await Promise.all(checkouts.map((one) => settleCheckout(db, paidCheckout(one, now))))
    expect(await customerOf(email)).toMatchObject({ ordersCount: 5, totalSpent: 5000 })
  })
})

describe('a process that dies while it places an order', () => {
  it('leaves nothing at whichever statement it was, and a retry completes it', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 100 })
    let deaths = 0
    for (;;) {
      const checkout = await openTestCheckout(db, store, { goods: [goods], now })
      const before = await stockOf(goods.variantId)
      const didDie = await dieAt(deaths, checkout)
      if (!didDie) break
      deaths += 1
      expect(await ordersOf(checkout)).toEqual([])
      expect(await stockOf(goods.variantId)).toEqual(before)
      expect(await statusOf(checkout)).toEqual({ session: 'creating', cart: 'checkout' })
      const settled = await settleCheckout(db, paidCheckout(checkout, now))
      expect(settled).toMatchObject({ kind: 'placed', alreadyExists: false })
    }
    expect(deaths).toBeGreaterThan(10)
    expect(await findLedgerFaults(db)).toEqual([])
  })

  async function dieAt(statement: number, checkout: CheckoutSessionRow): Promise<boolean> {
    const state = { sent: 0, died: false }
    const mortal = openDatabase({
      url: database.url,
      onStatement: () => {
        const isIt = state.sent === statement
        state.sent += 1
        if (!isIt) return
        state.died = true
        throw new Error('killed')
      },
    })
    await settleCheckout(mortal, paidCheckout(checkout, now)).catch(() => null)
    await mortal.destroy()
    return state.died
  }
})

async function addDiscount(terms: Partial<Discount> = {}): Promise<Discount> {
  const discount: Discount = {
    id: randomUUID(),
    code: null,
    title: 'Ten off',
    isActive: true,
    usageLimit: null,
    usedCount: 0,
    perCustomerLimit: null,
    startsAt: null,
    endsAt: null,
    minimumOrderAmount: null,
    minimumQuantity: null,
    appliesTo: { scope: 'order' },
    combinesWith: [],
    kind: { type: 'percentage', basisPoints: 1000 },
    ...terms,
  }
  const { id, title, usageLimit } = discount
  const row = { storeId: store.storeId, id, title, usageLimit, type: 'percentage', class: 'order' }
  await db
    .insertInto('discounts')
    .values({ ...row, type: 'percentage', class: 'order', value: 1000 })
    .execute()
  return discount
}
