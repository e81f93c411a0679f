import { describe, expect, test } from 'vitest'

import {
  FULFILMENT_STATUSES,
  FULFILMENT_TRANSITIONS,
  ORDER_STATUSES,
  ORDER_TRANSITIONS,
  PAYMENT_STATUSES,
  PAYMENT_TRANSITIONS,
} from './states.ts'
import type { TransitionTable } from './states.ts'
import { transition } from './transition.ts'

function legalMoves<S extends string>(states: readonly S[], table: TransitionTable<S>): string[] {
  return states.flatMap((from) =>
    states
      .filter((to) => from !== to && transition(table, from, to).ok)
      .map((to) => `${from} → ${to}`),
  )
}

describe('of all pairs of states, exactly these moves are legal', () => {
  test('order', () => {
    expect(legalMoves(ORDER_STATUSES, ORDER_TRANSITIONS)).toEqual([
      'placed → completed',
      'placed → cancelled',
    ])
  })

  test('payment', () => {
    expect(legalMoves(PAYMENT_STATUSES, PAYMENT_TRANSITIONS)).toEqual([
      'pending → paid',
      'pending → failed',
      'paid → partially_refunded',
      'paid → refunded',
      'paid → disputed',
      'partially_refunded → refunded',
      'partially_refunded → disputed',
      'failed → pending',
      'disputed → paid',
      'disputed → refunded',
    ])
  })

  test('fulfilment', () => {
    expect(legalMoves(FULFILMENT_STATUSES, FULFILMENT_TRANSITIONS)).toEqual([
      'unfulfilled → partially_fulfilled',
      'unfulfilled → fulfilled',
      'partially_fulfilled → fulfilled',
      'fulfilled → delivered',
      'fulfilled → returned',
      'delivered → returned',
    ])
  })
})

test.each([
  ...ORDER_STATUSES.map((state) => transition(ORDER_TRANSITIONS, state, state)),
  ...PAYMENT_STATUSES.map((state) => transition(PAYMENT_TRANSITIONS, state, state)),
  ...FULFILMENT_STATUSES.map((state) => transition(FULFILMENT_TRANSITIONS, state, state)),
])('staying in a state succeeds and changes nothing: %j', (result) => {
  expect(result).toMatchObject({ ok: true, value: { changed: false } })
})

test('an illegal move names both states', () => {
  expect(transition(ORDER_TRANSITIONS, 'cancelled', 'placed')).toEqual({
    ok: false,
    error: { code: 'illegal_transition', details: { from: 'cancelled', to: 'placed' } },
  })
})
