import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { buildOrder, buildOrderLine } from '../../test/build-order.ts'
import { planRefund } from './plan-refund.ts'
import type { RefundRequest } from './plan-refund.ts'

const lines = [
  buildOrderLine('a', { quantity: 3, total: 1000 }),
  buildOrderLine('b', { quantity: 1, total: 3601 }),
]

/** 10.00 and 36.01 of goods, 3.99 of shipping. */
function plan(terms: Partial<RefundRequest>) {
  const defaults = { order: buildOrder(), lines, amount: null, asked: null, restock: true }
  const result = planRefund({ ...defaults, ...terms })
  return result.ok ? result.value : result.error
}

const units = (orderLineId: string, quantity: number) => ({ orderLineId, quantity })

describe('gives back', () => {
  test('everything, shipping included, when neither amount nor lines are named', () => {
    expect(plan({})).toEqual({
      amount: 5000,
      lines: [
        { orderLineId: 'a', quantity: 3, amount: 1000, cancelledQuantity: 3 },
        { orderLineId: 'b', quantity: 1, amount: 3601, cancelledQuantity: 1 },
      ],
      stock: [
        { variantId: 'variant-a', reservedDelta: -3, onHandDelta: 0 },
        { variantId: 'variant-b', reservedDelta: -1, onHandDelta: 0 },
      ],
      paymentStatus: 'refunded',
      status: 'placed',
      fulfilmentStatus: 'unfulfilled',
    })
  })

  test('what the named units are worth', () => {
    expect(plan({ asked: [units('a', 1)] })).toMatchObject({
      amount: 333,
      paymentStatus: 'partially_refunded',
    })
  })

  test('the second of three units at what closes the line', () => {
    const second = [buildOrderLine('a', { quantity: 3, total: 1000, refundedQuantity: 1 })]
    expect(plan({ lines: second, asked: [units('a', 1)] })).toMatchObject({ amount: 334 })
  })

  test('added tax with the goods', () => {
    const taxed = [buildOrderLine('a', { total: 2000, tax: 400 })]
    const order = buildOrder({ taxIncluded: false })
    expect(plan({ order, lines: taxed, asked: [units('a', 2)] })).toMatchObject({ amount: 2400 })
    expect(plan({ lines: taxed, asked: [units('a', 2)] })).toMatchObject({ amount: 2000 })
  })

  test('nothing of a payment that the bank took back with a dispute', () => {
    const order = buildOrder({ paymentStatus: 'refunded' })
    expect(plan({ order })).toEqual({ code: 'nothing_to_refund' })
    expect(plan({ order, asked: [units('a', 3)], amount: 5000 })).toEqual({
      code: 'nothing_to_refund',
    })
  })

  test('an amount alone, touching no line and no stock', () => {
    expect(plan({ amount: 500 })).toMatchObject({ amount: 500, lines: [], stock: [] })
  })

  test('lines with more than they are worth: the rest is on no line', () => {
    expect(plan({ amount: 1399, asked: [units('a', 3)] })).toMatchObject({
      amount: 1399,
      lines: [{ orderLineId: 'a', quantity: 3, amount: 1000 }],
    })
  })

  test('lines with less than they are worth: the amount is shared over them', () => {
    expect(plan({ amount: 2301, asked: [units('a', 3), units('b', 1)] })).toMatchObject({
      amount: 2301,
      lines: [{ amount: 500 }, { amount: 1801 }],
    })
  })

  test('no more for lines than is left after an earlier refund', () => {
    const order = buildOrder({ refunded: 4800, paymentStatus: 'partially_refunded' })
    expect(plan({ order, asked: [units('a', 3)] })).toMatchObject({
      amount: 200,
      paymentStatus: 'refunded',
      lines: [{ amount: 200 }],
    })
  })

  test('shipped units to the shelf, unshipped ones first', () => {
    const begun = [buildOrderLine('a', { quantity: 3, fulfilledQuantity: 2 })]
    expect(plan({ lines: begun, asked: [units('a', 2)] })).toMatchObject({
      lines: [{ quantity: 2, cancelledQuantity: 1 }],
      stock: [{ reservedDelta: -1, onHandDelta: 1 }],
    })
  })

  test('the last unshipped units, which fulfils the order', () => {
    const begun = [buildOrderLine('a', { fulfilledQuantity: 1 })]
    const order = buildOrder({ fulfilmentStatus: 'partially_fulfilled' })
    expect(plan({ order, lines: begun, asked: [units('a', 1)] })).toMatchObject({
      status: 'completed',
      fulfilmentStatus: 'fulfilled',
    })
  })
})

describe('refuses', () => {
  test('more than was paid', () => {
    expect(plan({ amount: 5001 })).toEqual({
      code: 'refund_exceeds_paid',
      details: { requested: 5001, refundable: 5000 },
    })
  })

  test('more than is left', () => {
    const order = buildOrder({ refunded: 4000, paymentStatus: 'partially_refunded' })
    expect(plan({ order, amount: 1001 })).toMatchObject({ details: { refundable: 1000 } })
  })

  test.each([
    [{ order: buildOrder({ refunded: 5000, paymentStatus: 'refunded' }) }],
    [{ order: buildOrder({ paid: 0 }) }],
    [{ amount: 0 }],
    [{ asked: [] }],
  ])('nothing: %j', (terms) => {
    expect(plan(terms)).toEqual({ code: 'nothing_to_refund' })
  })

  test('units that were refunded before', () => {
    const gone = [buildOrderLine('a', { refundedQuantity: 1 })]
    expect(plan({ lines: gone, asked: [units('a', 2)] })).toEqual({
      code: 'quantity_too_large',
      details: { orderLineId: 'a', requested: 2, remaining: 1 },
    })
  })

  test.each(['pending', 'failed'] as const)('a %s payment', (paymentStatus) => {
    expect(plan({ order: buildOrder({ paymentStatus }) })).toMatchObject({
      code: 'illegal_transition',
    })
  })

  test('an amount Stripe cannot give back', () => {
    expect(plan({ order: buildOrder({ currency: 'KWD' }), amount: 123 })).toMatchObject({
      code: 'amount_not_chargeable',
    })
  })
})

interface Bought {
  readonly quantity: number
  readonly total: number
  readonly tax: number
}

const boughtLines: fc.Arbitrary<Bought[]> = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    total: fc.integer({ min: 100, max: 100_000 }),
    tax: fc.nat({ max: 20_000 }),
  }),
  { minLength: 1, maxLength: 5 },
)

test('refunding every unit, in any steps, returns exactly what was paid for the goods', () => {
  fc.assert(
    fc.property(
      boughtLines,
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (bought, taxIncluded, draws) => {
        let state = bought.map((terms, i) => buildOrderLine(String(i), terms))
        const goods = bought.map(({ total, tax }) => (taxIncluded ? total : total + tax))
        const paid = goods.reduce((sum, amount) => sum + amount, 399)
        let refunded = 0
        while (state.some((line) => line.refundedQuantity < line.quantity)) {
          const open = state.filter((line) => line.refundedQuantity < line.quantity)
          const line = open[draws.next().value % open.length] ?? open[0]
          const left = (line?.quantity ?? 0) - (line?.refundedQuantity ?? 0)
          const asked = [units(line?.id ?? '', 1 + (draws.next().value % left))]
          const paymentStatus = refunded === 0 ? 'paid' : 'partially_refunded'
          const order = buildOrder({ paid, refunded, taxIncluded, paymentStatus })
          const result = planRefund({ order, lines: state, amount: null, asked, restock: true })
          expect(result.ok).toBe(true)
          if (!result.ok) return
          refunded += result.value.amount
          state = state.map((before) => {
            const given = result.value.lines.find((given) => given.orderLineId === before.id)
            return { ...before, refundedQuantity: before.refundedQuantity + (given?.quantity ?? 0) }
          })
        }
        expect(refunded).toBe(paid - 399)
      },
    ),
  )
})

test('no refund ever exceeds what is left, and its lines never exceed the refund', () => {
  const amounts = fc.option(fc.integer({ min: -10, max: 200_000 }))
  fc.assert(
    fc.property(boughtLines, amounts, fc.nat({ max: 200_000 }), (bought, amount, refunded) => {
      const state = bought.map((terms, i) => buildOrderLine(String(i), terms))
      const paid = bought.reduce((sum, { total }) => sum + total, 399)
      const order = buildOrder({
        paid,
        refunded: Math.min(refunded, paid),
        paymentStatus: 'partially_refunded',
      })
      const asked = state.map((line) => units(line.id, line.quantity))
      const result = planRefund({ order, lines: state, amount, asked, restock: true })
      const given = result.ok ? result.value.amount : 0
      const onLines = result.ok ? result.value.lines.map((line) => line.amount) : []
      expect(order.refunded + given).toBeLessThanOrEqual(paid)
      expect(onLines.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(given)
    }),
  )
})
