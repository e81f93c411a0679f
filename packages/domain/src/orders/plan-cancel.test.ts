import { describe, expect, test } from 'vitest'

import { buildOrder, buildOrderLine } from '../../test/build-order.ts'
import { planCancel } from './plan-cancel.ts'
import type { CancelRequest } from './plan-cancel.ts'

const lines = [buildOrderLine('a'), buildOrderLine('b', { quantity: 1, total: 2601 })]

function plan(terms: Partial<CancelRequest>) {
  const defaults = { order: buildOrder(), lines, restock: true, isRefundPending: false }
  const result = planCancel({ ...defaults, ...terms })
  return result.ok ? result.value : result.error
}

describe('cancels', () => {
  test('a paid order: every unit, all the money', () => {
    expect(plan({})).toMatchObject({
      kind: 'cancel',
      lines: [
        { orderLineId: 'a', quantity: 2 },
        { orderLineId: 'b', quantity: 1 },
      ],
      stock: [
        { variantId: 'variant-a', reservedDelta: -2, onHandDelta: 0 },
        { variantId: 'variant-b', reservedDelta: -1, onHandDelta: 0 },
      ],
      refund: { amount: 5000 },
      paymentStatus: 'refunded',
    })
  })

  test('a partly refunded order: only what is left of both', () => {
    const begun = [buildOrderLine('a', { refundedQuantity: 1, cancelledQuantity: 1 })]
    const order = buildOrder({ refunded: 1000, paymentStatus: 'partially_refunded' })
    expect(plan({ order, lines: begun })).toMatchObject({
      lines: [{ orderLineId: 'a', quantity: 1 }],
      refund: { amount: 4000 },
      paymentStatus: 'refunded',
    })
  })

  test('an order that cost nothing, without a refund', () => {
    expect(plan({ order: buildOrder({ paid: 0 }) })).toMatchObject({
      kind: 'cancel',
      refund: null,
      paymentStatus: 'paid',
    })
  })

  test('a fully refunded order, without refunding it again', () => {
    const order = buildOrder({ refunded: 5000, paymentStatus: 'refunded' })
    expect(plan({ order })).toMatchObject({ kind: 'cancel', refund: null })
  })

  test('an order whose money went with a lost dispute, without giving it back again', () => {
    const order = buildOrder({ paymentStatus: 'refunded' })
    expect(plan({ order })).toMatchObject({ kind: 'cancel', refund: null })
  })

  test('only units that were not cancelled before', () => {
    const cancelled = [buildOrderLine('a', { cancelledQuantity: 2 })]
    expect(plan({ lines: cancelled })).toMatchObject({ lines: [], stock: [] })
  })

  test('twice, with no effect the second time', () => {
    expect(plan({ order: buildOrder({ status: 'cancelled' }) })).toEqual({
      kind: 'already_cancelled',
    })
  })
})

describe('refuses', () => {
  test('a completed order', () => {
    expect(plan({ order: buildOrder({ status: 'completed' }) })).toEqual({
      code: 'illegal_transition',
      details: { from: 'completed', to: 'cancelled' },
    })
  })

  test('an order of which something was shipped', () => {
    const begun = [buildOrderLine('a', { fulfilledQuantity: 1 })]
    const order = buildOrder({ fulfilmentStatus: 'partially_fulfilled' })
    expect(plan({ order, lines: begun })).toEqual({
      code: 'illegal_transition',
      details: { from: 'partially_fulfilled', to: 'cancelled' },
    })
  })
  test('an order with a refund under way, because what is left depends on it', () => {
    expect(plan({ isRefundPending: true })).toEqual({
      code: 'illegal_transition',
      details: { from: 'refund_pending', to: 'cancelled' },
    })
  })
})
