import { randomUUID } from 'node:crypto'

import { afterAll, beforeEach, describe, expect, it } from 'vitest'

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
import { abandonCheckout } from './abandon-checkout.ts'
import { settleCheckout } from './settle-checkout.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
const { stockOf, holdsOf, ordersOf, statusOf, issuesOf, jobsAbout } = checkoutState(db)
const now = new Date('2026-03-01T12:00:00Z')
const DAY_MS = 24 * 3_600_000
const tomorrow = new Date(now.getTime() + DAY_MS)

let store: CheckoutStore
beforeEach(async () => {
  store = await addCheckoutStore(db)
})

describe('a paid checkout', () => {
  it('becomes one order however many settle it at once', async () => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const settled = await Promise.all(
      Array.from({ length: 8 }, () => settleCheckout(db, paidCheckout(checkout, now))),
    )
    const firsts = settled.filter((it) => it?.kind === 'placed' && !it.alreadyExists)
    expect(firsts).toHaveLength(1)
    expect(new Set(settled.map((it) => (it?.kind === 'placed' ? it.order.id : null))).size).toBe(1)
    expect(await ordersOf(checkout)).toHaveLength(1)
    expect(await stockOf(goods.variantId)).toEqual({ onHand: 10, reserved: 1 })
  })
})

describe('a paid checkout whose hold lapsed', () => {
  it('still becomes an order while there is enough', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const settled = await settleCheckout(db, paidCheckout(checkout, tomorrow))
    expect(settled).toMatchObject({ kind: 'placed' })
    expect(await stockOf(goods.variantId)).toEqual({ onHand: 1, reserved: 1 })
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('is refunded, with a critical issue, when others have taken what was left', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const late = await openTestCheckout(db, store, { goods: [goods], now })
    const quick = await openTestCheckout(db, store, { goods: [goods], now: tomorrow })
    await settleCheckout(db, paidCheckout(quick, tomorrow))
    const settled = await settleCheckout(db, paidCheckout(late, tomorrow))
    expect(settled).toEqual({ kind: 'refunded' })
    expect(await ordersOf(late)).toEqual([])
    expect(await statusOf(late)).toEqual({ session: 'refunded', cart: 'open' })
    expect(await issuesOf(store)).toEqual([{ kind: 'paid_out_of_stock', severity: 'critical' }])
    expect(await jobsAbout(late)).toEqual(['refund-unplaced-checkout'])
    expect(await stockOf(goods.variantId)).toEqual({ onHand: 1, reserved: 1 })
    expect(await settleCheckout(db, paidCheckout(late, tomorrow))).toEqual({ kind: 'refunded' })
    expect(await jobsAbout(late)).toEqual(['refund-unplaced-checkout'])
    expect(await findLedgerFaults(db)).toEqual([])
  })
})

describe('a payment that does not match', () => {
  it.each([
    ['the amount', { amountTotal: 1 }],
    ['the currency', { currency: 'EUR' }],
  ])('goes back when %s is another', async (_, told) => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    expect(await settleCheckout(db, paidCheckout(checkout, now, told))).toEqual({
      kind: 'refunded',
    })
    expect(await ordersOf(checkout)).toEqual([])
    expect(await issuesOf(store)).toEqual([{ kind: 'payment_mismatch', severity: 'critical' }])
    expect(await holdsOf(checkout)).toEqual([])
  })

  it('goes back when the account is another', async () => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const facts = { ...paidCheckout(checkout, now), accountId: 'acct_other' }
    expect(await settleCheckout(db, facts)).toEqual({ kind: 'refunded' })
  })

  it('is none of this store when the session is unknown, or another one', async () => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const facts = paidCheckout(checkout, now)
    expect(await settleCheckout(db, { ...facts, checkoutSessionId: randomUUID() })).toBeNull()
    const elsewhere = await addCheckoutStore(db)
    expect(await settleCheckout(db, { ...facts, storeId: elsewhere.storeId })).toBeNull()
    await db
      .updateTable('checkoutSessions')
      .set({ providerSessionId: 'cs_known' })
      .where('id', '=', checkout.id)
      .execute()
    expect(await settleCheckout(db, facts)).toBeNull()
  })
})

describe('two sessions of one cart', () => {
  it('make one order; the second payment goes back', async () => {
    const goods = await addCheckoutGoods(db, store)
    const first = await openTestCheckout(db, store, { goods: [goods], now })
    const { cartId } = first
    const second = await openTestCheckout(db, store, { goods: [goods], now, cartId })
    expect(await statusOf(first)).toEqual({ session: 'superseded', cart: 'checkout' })
    await settleCheckout(db, paidCheckout(second, now))
    const settled = await settleCheckout(db, paidCheckout(first, now))
    expect(settled).toMatchObject({ kind: 'placed', alreadyExists: true })
    expect(await ordersOf(first)).toHaveLength(1)
    expect(await jobsAbout(first)).toContain('refund-unplaced-checkout')
    expect(await issuesOf(store)).toEqual([{ kind: 'paid_twice', severity: 'critical' }])
    expect(await statusOf(second)).toEqual({ session: 'paid', cart: 'completed' })
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('make the order of the superseded one when that is the one that was paid', async () => {
    const goods = await addCheckoutGoods(db, store)
    const first = await openTestCheckout(db, store, { goods: [{ ...goods, quantity: 3 }], now })
    const { cartId } = first
    const second = await openTestCheckout(db, store, { goods: [goods], now, cartId })
    const settled = await settleCheckout(db, paidCheckout(first, now))
    expect(settled).toMatchObject({ kind: 'placed', order: { total: 3000 } })
    expect(await statusOf(second)).toEqual({ session: 'superseded', cart: 'completed' })
    expect(await jobsAbout(second)).toEqual(['expire-checkout'])
    expect(await stockOf(goods.variantId)).toEqual({ onHand: 10, reserved: 3 })
    expect(await findLedgerFaults(db)).toEqual([])
  })
})

describe('a checkout that was not paid', () => {
  it('waits while its session is open', async () => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { status: 'open', paymentStatus: 'unpaid' } as const
    const settled = await settleCheckout(db, paidCheckout(checkout, now, told))
    expect(settled).toEqual({ kind: 'waiting', reason: 'open' })
    expect(await holdsOf(checkout)).toEqual([{ quantity: 1 }])
  })

  it('gives its stock and its cart back when the session expired, once', async () => {
    const goods = await addCheckoutGoods(db, store)
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { status: 'expired', paymentStatus: 'unpaid' } as const
    for (const _ of [1, 2]) {
      expect(await settleCheckout(db, paidCheckout(checkout, now, told))).toEqual({
        kind: 'expired',
      })
    }
    expect(await statusOf(checkout)).toEqual({ session: 'expired', cart: 'open' })
    expect(await holdsOf(checkout)).toEqual([])
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('keeps its stock for another day while a slow payment is on its way', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { paymentStatus: 'unpaid' } as const
    const settled = await settleCheckout(db, paidCheckout(checkout, now, told))
    expect(settled).toEqual({ kind: 'waiting', reason: 'unpaid' })
    const almost = new Date(tomorrow.getTime() - 1000)
    await expect(openTestCheckout(db, store, { goods: [goods], now: almost })).rejects.toThrow(
      'out_of_stock',
    )
    const paid = await settleCheckout(db, paidCheckout(checkout, tomorrow))
    expect(paid).toMatchObject({ kind: 'placed' })
  })

  it('never takes back what others hold by the time a slow payment is heard of', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const late = await openTestCheckout(db, store, { goods: [goods], now })
    const quick = await openTestCheckout(db, store, { goods: [goods], now: tomorrow })
    const told = { paymentStatus: 'unpaid' } as const
    const settled = await settleCheckout(db, paidCheckout(late, tomorrow, told))
    expect(settled).toEqual({ kind: 'waiting', reason: 'unpaid' })
    const paid = await settleCheckout(db, paidCheckout(quick, tomorrow))
    expect(paid).toMatchObject({ kind: 'placed' })
    expect(await settleCheckout(db, paidCheckout(late, tomorrow))).toEqual({ kind: 'refunded' })
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('holds what it had again when a slow payment is heard of late and it is still there', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const late = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { paymentStatus: 'unpaid' } as const
    await settleCheckout(db, paidCheckout(late, tomorrow, told))
    await expect(openTestCheckout(db, store, { goods: [goods], now: tomorrow })).rejects.toThrow(
      'out_of_stock',
    )
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('holds nothing for a slow payment that is known to have failed', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { paymentStatus: 'unpaid' } as const
    await settleCheckout(db, paidCheckout(checkout, now, told))
    const { storeId, id: checkoutSessionId } = checkout
    const ending = { storeId, checkoutSessionId, status: 'failed', newId: randomUUID, now } as const
    await abandonCheckout(db, ending)
    const { cartId } = checkout
    const again = await openTestCheckout(db, store, { goods: [goods], now, cartId })
    await settleCheckout(db, paidCheckout(checkout, now, told))
    const [hold] = await db
      .selectFrom('stockHolds')
      .select('expiresAt')
      .where('cartId', '=', cartId)
      .execute()
    expect(hold?.expiresAt.getTime()).toBeLessThan(again.expiresAt.getTime() + 600_000)
  })

  it('waits two weeks for a slow payment, and still takes it when it comes later', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    const checkout = await openTestCheckout(db, store, { goods: [goods], now })
    const told = { paymentStatus: 'unpaid' } as const
    const onDay = (day: number) => new Date(now.getTime() + day * DAY_MS)
    for (const day of [1, 14]) {
      const settled = await settleCheckout(db, paidCheckout(checkout, onDay(day), told))
      expect(settled).toEqual({ kind: 'waiting', reason: 'unpaid' })
    }
    for (const day of [15, 16]) {
      const settled = await settleCheckout(db, paidCheckout(checkout, onDay(day), told))
      expect(settled).toEqual({ kind: 'expired' })
      expect(await statusOf(checkout)).toEqual({ session: 'failed', cart: 'open' })
      expect(await holdsOf(checkout)).toEqual([])
    }
    const paid = await settleCheckout(db, paidCheckout(checkout, onDay(17)))
    expect(paid).toMatchObject({ kind: 'placed' })
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('does not take the stock of a younger attempt along when it ends', async () => {
    const goods = await addCheckoutGoods(db, store)
    const first = await openTestCheckout(db, store, { goods: [goods], now })
    const { cartId } = first
    const second = await openTestCheckout(db, store, { goods: [goods], now, cartId })
    const told = { status: 'expired', paymentStatus: 'unpaid' } as const
    await settleCheckout(db, paidCheckout(first, now, told))
    expect(await statusOf(second)).toEqual({ session: 'creating', cart: 'checkout' })
    expect(await holdsOf(second)).toEqual([{ quantity: 1 }])
  })
})
