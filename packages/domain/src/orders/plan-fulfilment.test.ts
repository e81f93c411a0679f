import { describe, expect, test } from 'vitest'

import { buildOrder, buildOrderLine } from '../../test/build-order.ts'
import { planFulfilment } from './plan-fulfilment.ts'
import type { FulfilmentRequest } from './plan-fulfilment.ts'

const lines = [buildOrderLine('a'), buildOrderLine('b', { quantity: 1, stockTracked: false })]

function plan(terms: Partial<FulfilmentRequest>) {
  const result = planFulfilment({ order: buildOrder(), lines, asked: null, ...terms })
  return result.ok ? result.value : result.error
}

describe('ships', () => {
  test('all that remains, which completes the order', () => {
    expect(plan({})).toEqual({
      lines: [
        { orderLineId: 'a', quantity: 2, variantId: 'variant-a', stockTracked: true },
        { orderLineId: 'b', quantity: 1, variantId: 'variant-b', stockTracked: false },
      ],
      status: 'completed',
      fulfilmentStatus: 'fulfilled',
    })
  })

  test('some of it, which leaves the order open', () => {
    expect(plan({ asked: [{ orderLineId: 'a', quantity: 1 }] })).toMatchObject({
      lines: [{ orderLineId: 'a', quantity: 1 }],
      status: 'placed',
      fulfilmentStatus: 'partially_fulfilled',
    })
  })

  test('the last unit of a partly shipped order', () => {
    const begun = [buildOrderLine('a', { fulfilledQuantity: 1 })]
    expect(plan({ lines: begun })).toMatchObject({
      lines: [{ quantity: 1 }],
      fulfilmentStatus: 'fulfilled',
    })
  })

  test.each(['partially_refunded', 'disputed'] as const)('an order that is %s', (paymentStatus) => {
    expect(plan({ order: buildOrder({ paymentStatus }) })).toMatchObject({
      fulfilmentStatus: 'fulfilled',
    })
  })
})

describe('refuses', () => {
  test('more than is left, also over two parcels', () => {
    const begun = [buildOrderLine('a', { fulfilledQuantity: 1 })]
    expect(plan({ lines: begun, asked: [{ orderLineId: 'a', quantity: 2 }] })).toEqual({
      code: 'quantity_too_large',
      details: { orderLineId: 'a', requested: 2, remaining: 1 },
    })
  })

  test('units that were cancelled', () => {
    const cancelled = [buildOrderLine('a', { cancelledQuantity: 2 })]
    expect(plan({ lines: cancelled })).toEqual({ code: 'nothing_to_fulfil' })
  })

  test('a cancelled order', () => {
    expect(plan({ order: buildOrder({ status: 'cancelled' }) })).toEqual({
      code: 'illegal_transition',
      details: { from: 'cancelled', to: 'fulfilled' },
    })
  })

  test.each(['pending', 'failed', 'refunded'] as const)('a %s payment', (paymentStatus) => {
    expect(plan({ order: buildOrder({ paymentStatus }) })).toMatchObject({
      code: 'illegal_transition',
    })
  })
})
