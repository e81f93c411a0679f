import { randomBytes, randomUUID } from 'node:crypto'

import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { findLedgerFaults } from '../queries/stock-ledger.ts'
import {
  addCheckoutGoods,
  addCheckoutStore,
  type CheckoutGoods,
  type CheckoutStore,
} from '../testing/test-checkout.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { holdStock } from './hold-stock.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
const now = new Date('2026-03-01T12:00:00Z')
const soon = new Date(now.getTime() + 30 * 60_000)

let store: CheckoutStore
beforeEach(async () => {
  store = await addCheckoutStore(db)
})

async function addCart(): Promise<string> {
  const id = `cart_${randomBytes(8).toString('hex')}`
  const row = { storeId: store.storeId, id, currency: 'GBP', expiresAt: soon }
  await db.insertInto('carts').values(row).execute()
  return id
}

interface Wish extends Pick<CheckoutGoods, 'variantId'> {
  readonly quantity: number
}

const hold = (cartId: string, lines: readonly Wish[], at = now) =>
  db.transaction().execute((trx) => {
    const expiresAt = new Date(at.getTime() + 30 * 60_000)
    const request = { storeId: store.storeId, cartId, lines, expiresAt, now: at }
    return holdStock(trx, { ...request, newId: randomUUID })
  })

const heldOf = async ({ variantId }: CheckoutGoods) => {
  const holds = db.selectFrom('stockHolds').select((eb) => eb.fn.sum<number>('quantity').as('sum'))
  const { sum } = await holds.where('variantId', '=', variantId).executeTakeFirstOrThrow()
  return sum ?? 0
}

describe('holding stock', () => {
  it('never promises a unit twice, however many carts want it at once', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 10 })
    const carts = await Promise.all(Array.from({ length: 40 }, addCart))
    const held = await Promise.all(carts.map((id) => hold(id, [{ ...goods, quantity: 1 }])))
    expect(held.filter((it) => it.ok)).toHaveLength(10)
    expect(await heldOf(goods)).toBe(10)
    expect(held.find((it) => !it.ok)).toMatchObject({
      error: {
        code: 'out_of_stock',
        details: { items: [{ variantId: goods.variantId, requested: 1, available: 0 }] },
      },
    })
  })

  it('waits for nobody who waits for it, whatever order the lines are in', async () => {
    const [a, b] = await Promise.all([addCheckoutGoods(db, store), addCheckoutGoods(db, store)])
    const wish = [a, b].map((goods) => ({ ...goods, quantity: 1 }))
    const carts = await Promise.all(Array.from({ length: 10 }, addCart))
    const held = await Promise.all(
      carts.map((id, i) => hold(id, i % 2 === 0 ? wish : wish.toReversed())),
    )
    expect(held.every((it) => it.ok)).toBe(true)
  })

  it('holds all or nothing, and tells what is left of what falls short', async () => {
    const [many, few] = await Promise.all([
      addCheckoutGoods(db, store),
      addCheckoutGoods(db, store, { onHand: 2 }),
    ])
    const wish = [
      { ...many, quantity: 1 },
      { ...few, quantity: 3 },
    ]
    expect(await hold(await addCart(), wish)).toMatchObject({
      error: {
        details: { items: [{ variantId: few.variantId, requested: 3, available: 2 }] },
      },
    })
    expect([await heldOf(many), await heldOf(few)]).toEqual([0, 0])
  })

  it('adds up lines of one variant', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 3 })
    const wish = [
      { ...goods, quantity: 2 },
      { ...goods, quantity: 2 },
    ]
    expect(await hold(await addCart(), wish)).toMatchObject({ ok: false })
  })

  it('counts nothing for a hold that lapsed', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 1 })
    await hold(await addCart(), [{ ...goods, quantity: 1 }])
    const cartId = await addCart()
    expect(await hold(cartId, [{ ...goods, quantity: 1 }])).toMatchObject({ ok: false })
    expect(await hold(cartId, [{ ...goods, quantity: 1 }], soon)).toMatchObject({ ok: true })
  })

  it('prolongs and changes what the same cart holds, and keeps the ledger right', async () => {
    const goods = await addCheckoutGoods(db, store, { onHand: 3 })
    const cartId = await addCart()
    for (const quantity of [3, 1, 2, 2]) {
      expect(await hold(cartId, [{ ...goods, quantity }])).toMatchObject({ ok: true })
      expect(await heldOf(goods)).toBe(quantity)
    }
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('needs none for goods that are untracked or may be backordered', async () => {
    const untracked = await addCheckoutGoods(db, store, { onHand: 0, trackInventory: false })
    const backorder = await addCheckoutGoods(db, store, { onHand: 0, allowBackorder: true })
    const wish = [untracked, backorder].map((goods) => ({ ...goods, quantity: 5 }))
    expect(await hold(await addCart(), wish)).toMatchObject({ ok: true })
    expect(await heldOf(backorder)).toBe(0)
  })

  it('finds nothing of a variant that is gone, or another store has', async () => {
    const elsewhere = await addCheckoutGoods(db, await addCheckoutStore(db))
    for (const variantId of [randomUUID(), elsewhere.variantId]) {
      expect(await hold(await addCart(), [{ variantId, quantity: 1 }])).toMatchObject({
        error: { details: { items: [{ variantId, requested: 1, available: 0 }] } },
      })
    }
  })
})
