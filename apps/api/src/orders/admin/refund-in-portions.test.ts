import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addDiscount, addGoods, addTaxRate } from '../../testing/test-goods.ts'
import {
  createSellingShop,
  placeTestOrder,
  readTestOrder,
  type SellingShop,
  stockOf,
} from '../../testing/test-order.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

/** A shop whose amounts do not divide evenly: 20 % tax, 7 % off, odd prices. */
async function oddShop(taxIncluded: boolean): Promise<SellingShop> {
  const shop = await createSellingShop(api, { taxIncluded })
  await addTaxRate(api, shop)
  await addDiscount(api, shop, { code: null, value: 700 })
  return shop
}
const shops = [await oddShop(true), await oddShop(false)] as const

const step = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 2_000 }) }),
  fc.record({
    kind: fc.constant('units' as const),
    line: fc.integer({ min: 0, max: 1 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('ship' as const),
    line: fc.integer({ min: 0, max: 1 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
)

const story = fc.record({
  shop: fc.constantFrom(...shops),
  prices: fc.tuple(fc.integer({ min: 1, max: 4_999 }), fc.integer({ min: 1, max: 4_999 })),
  quantities: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  steps: fc.array(step, { maxLength: 8 }),
  restock: fc.boolean(),
})

async function goodsFor(shop: SellingShop, prices: readonly number[]) {
  const [first = 0, second = 0] = prices
  return [await addGoods(api, shop, { price: first }), await addGoods(api, shop, { price: second })]
}

it('refunds in any portions, by amounts and lines, end at exactly what was paid', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ shop, prices, quantities, steps, restock }) => {
      const goods = await goodsFor(shop, prices)
      const items = goods.map(({ variantId }, at) => ({ variantId, quantity: quantities[at] ?? 1 }))
      const order = await placeTestOrder(api, shop, { items })
      const before = api.gateway.balance(shop.accountId)
      const headers = shop.operator
      const path = `POST /api/v1/admin/orders/${order.id}` as const
      const reason = 'Portion'
      for (const step of steps) {
        const lines =
          step.kind === 'amount'
            ? []
            : [{ orderLineId: order.lines[step.line].id, quantity: step.quantity }]
        const { status } =
          step.kind === 'ship'
            ? await send(api, `${path}/fulfilments`, { headers, body: { lines } })
            : await send(api, `${path}/refunds`, {
                headers,
                body:
                  step.kind === 'amount'
                    ? { amount: step.amount, reason }
                    : { lines, reason, restock },
              })
        expect([201, 400, 409]).toContain(status)
      }
      await send(api, `${path}/refunds`, { headers, body: { reason } })
      const ended = await readTestOrder(api, shop, order.id)
      const amounts: number[] = ended.refunds.map((refund: { amount: number }) => refund.amount)
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(order.totals.total)
      expect(before - api.gateway.balance(shop.accountId)).toBe(order.totals.total)
      expect(ended.paymentStatus).toBe('refunded')
      for (const { variantId } of goods) {
        const { ledger, ...counters } = await stockOf(api, variantId)
        expect(counters).toEqual(ledger)
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
