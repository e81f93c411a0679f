import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { committedRefunds, settledRefunds, withPendingRefunds } from './recorded-refunds.ts'
import type { RecordedRefund } from './recorded-refunds.ts'

const refund = (
  status: RecordedRefund['status'],
  amount: number,
  quantity = 1,
): RecordedRefund => ({ status, amount, lines: [{ orderLineId: 'a', quantity }] })
const refunds = [refund('pending', 100), refund('succeeded', 20), refund('failed', 3)]

test('money that may be on its way is committed, money that surely went is settled', () => {
  expect([committedRefunds(refunds), settledRefunds(refunds)]).toEqual([120, 20])
})

test('units of pending refunds count as refunded and cancelled, those of others do not', () => {
  const lines = [buildOrderLine('a', { quantity: 5 }), buildOrderLine('b')]
  expect(withPendingRefunds(lines, [...refunds, refund('pending', 1, 2)])).toEqual([
    buildOrderLine('a', { quantity: 5, refundedQuantity: 3, cancelledQuantity: 3 }),
    buildOrderLine('b'),
  ])
})

test('shipped units under refund are not cancelled', () => {
  const lines = [buildOrderLine('a', { quantity: 3, fulfilledQuantity: 2 })]
  expect(withPendingRefunds(lines, [refund('pending', 1, 2)])).toEqual([
    buildOrderLine('a', {
      quantity: 3,
      fulfilledQuantity: 2,
      refundedQuantity: 2,
      cancelledQuantity: 1,
    }),
  ])
})
