import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)
const { db } = api.runtime

interface Variant {
  readonly productId: string
  readonly variantId: string
}

const stock = async (initialQuantity: number, terms: object = {}): Promise<Variant> => {
  const variants = [{ price: 1, initialQuantity, ...terms }]
  const product = await createTestProduct(api, shop, { variants })
  return { productId: product.id, variantId: product.variants[0].id }
}

const adjust = ({ productId, variantId }: Variant, body: object, headers = shop.operator) =>
  send(api, `POST /api/v1/admin/products/${productId}/variants/${variantId}/inventory`, {
    headers,
    body: { reason: 'correction', ...body },
  })

const counters = ({ variantId }: Variant) =>
  db
    .selectFrom('variants')
    .select(['onHand', 'reserved'])
    .where('id', '=', variantId)
    .executeTakeFirstOrThrow()

/** The ledger's sum, which must be the counter. */
const ledger = async ({ variantId }: Variant) => {
  const moves = await db
    .selectFrom('stockMovements')
    .select('onHandDelta')
    .where('variantId', '=', variantId)
    .execute()
  return moves.reduce((sum, move) => sum + move.onHandDelta, 0)
}

const reserve = ({ variantId }: Variant, reserved: number) =>
  db.updateTable('variants').set({ reserved }).where('id', '=', variantId).execute()

const hold = async ({ variantId }: Variant, quantity: number) => {
  const { storeId } = shop
  const expiresAt = new Date(api.clock.now() + 60_000)
  const cartId = `cart_${api.runtime.ids.randomHex(16)}`
  await db.insertInto('carts').values({ storeId, id: cartId, currency: 'GBP', expiresAt }).execute()
  await db
    .insertInto('stockHolds')
    .values({ storeId, variantId, cartId, quantity, expiresAt })
    .execute()
}

describe('adjusting the inventory', () => {
  it('moves by a difference and says what it did', async () => {
    const variant = await stock(10)
    const { status, body } = await adjust(variant, { delta: -3, reason: 'damaged', note: 'Fell' })
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      movement: {
        variantId: variant.variantId,
        delta: -3,
        onHandBefore: 10,
        onHandAfter: 7,
        reason: 'damaged',
        note: 'Fell',
        actor: 'Test owner',
        createdAt: new Date(api.clock.now()).toISOString(),
      },
      inventory: { onHand: 7, reserved: 0, available: 7 },
    })
    expect(await ledger(variant)).toBe(7)
  })

  it('moves to a number', async () => {
    const variant = await stock(10)
    await reserve(variant, 4)
    const { body } = await adjust(variant, { setTo: 25 })
    expect(body.data).toMatchObject({
      movement: { delta: 15 },
      inventory: { onHand: 25, reserved: 4, available: 21 },
    })
  })

  it('is told to subscribers', async () => {
    const variant = await stock(1)
    await adjust(variant, { delta: 1, reason: 'received' })
    const event = await db
      .selectFrom('outboxEvents')
      .select(['type', 'payload'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    expect(event).toEqual({ type: 'inventory.adjusted', payload: variant })
  })

  it('happens once for one Idempotency-Key', async () => {
    const variant = await stock(1)
    const headers = { ...shop.operator, 'idempotency-key': 'once' }
    const [first, second] = [
      await adjust(variant, { delta: 1 }, headers),
      await adjust(variant, { delta: 1 }, headers),
    ]
    expect(second.body).toEqual(first.body)
    expect(await counters(variant)).toMatchObject({ onHand: 2 })
  })

  it('loses no correction when many arrive at once', async () => {
    const variant = await stock(0)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => adjust(variant, { delta: 1, reason: 'received' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect(await counters(variant)).toMatchObject({ onHand: 20 })
    expect(await ledger(variant)).toBe(20)
  })

  it('never goes below what is sold and held, however many try', async () => {
    const variant = await stock(10)
    await reserve(variant, 3)
    await hold(variant, 2)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => adjust(variant, { delta: -1 })),
    )
    const codes = answers.map(({ status, body }) => (status === 201 ? 'ok' : body.error.code))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(5)
    expect(new Set(codes)).toEqual(new Set(['ok', 'stock_underflow']))
    expect(await counters(variant)).toEqual({ onHand: 5, reserved: 3 })
    expect(await ledger(variant)).toBe(5)
  })
})

describe('adjusting the inventory refuses', () => {
  it('to take away what is sold and held, and says what is left', async () => {
    const variant = await stock(10)
    await reserve(variant, 8)
    const { status, body } = await adjust(variant, { setTo: 7 })
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      'stock_underflow',
      { variantId: variant.variantId, requested: 3, available: 2 },
    ])
    expect(await counters(variant)).toMatchObject({ onHand: 10 })
  })

  it('when another number is there than expected', async () => {
    const variant = await stock(10)
    const { status, body } = await adjust(variant, { delta: 1, expectedOnHand: 9 })
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      'version_conflict',
      { onHand: 10 },
    ])
    expect((await adjust(variant, { delta: 1, expectedOnHand: 10 })).status).toBe(201)
  })

  it('when the product has another version than If-Match says', async () => {
    const variant = await stock(10)
    const withVersion = (version: number) =>
      adjust(variant, { delta: 1 }, { ...shop.operator, 'if-match': `"${version}"` })
    const { status, body } = await withVersion(7)
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect(await counters(variant)).toMatchObject({ onHand: 10 })
    expect((await withVersion(body.error.details.version)).status).toBe(201)
  })

  it.each([
    ['both', { delta: 1, setTo: 1 }],
    ['neither', {}],
    ['no change', { delta: 0 }],
    ['a negative count', { setTo: -1 }],
    ['a fraction', { delta: 0.5 }],
    ['an unknown reason', { delta: 1, reason: 'magic' }],
    ['an unknown field', { delta: 1, force: true }],
    ['NUL in the note', { delta: 1, note: 'a\u0000' }],
    ['more than anybody has', { delta: 1_000_000_000 }],
  ])('%s', async (_, input) => {
    const variant = await stock(10)
    const { status, body } = await adjust(variant, input)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await counters(variant)).toMatchObject({ onHand: 10 })
    expect(await ledger(variant)).toBe(10)
  })

  it('variants of another product or store', async () => {
    const [one, two] = [await stock(1), await stock(1)]
    const mixed = { productId: one.productId, variantId: two.variantId }
    expect((await adjust(mixed, { delta: 1 })).status).toBe(404)
    expect((await adjust(one, { delta: 1 }, other.operator)).status).toBe(404)
  })
})
