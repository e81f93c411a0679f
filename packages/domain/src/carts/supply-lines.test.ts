import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { amountsFit, MAX_AMOUNT } from '../pricing/amounts-fit.ts'
import { supplyLines } from './supply-lines.ts'
import type { WantedLine } from './supply-lines.ts'

function stock(onHand: number, terms: Partial<NonNullable<WantedLine['stock']>> = {}) {
  const flags = { trackInventory: true, allowBackorder: false }
  return { variantId: 'bowl', onHand, reserved: 0, held: 0, ...flags, ...terms }
}

function line(quantity: number, of: WantedLine['stock'], unitPrice = 100): WantedLine {
  return { id: `${quantity}`, quantity, unitPrice, stock: of }
}

function supplied(...lines: readonly WantedLine[]) {
  return supplyLines(lines).map(({ quantity, availableQuantity }) => [quantity, availableQuantity])
}

test.each([
  ['all of it while there is enough', line(3, stock(3)), [3, 3]],
  ['what is left when there is less', line(5, stock(9, { reserved: 4, held: 3 })), [2, 2]],
  ['nothing when nothing is left', line(5, stock(2, { held: 2 })), [0, 0]],
  ['nothing of what is oversold', line(1, stock(0, { reserved: 2 })), [0, 0]],
  [
    'any quantity where stock is not counted',
    line(50, stock(0, { trackInventory: false })),
    [50, null],
  ],
  ['any quantity on backorder', line(50, stock(2, { allowBackorder: true })), [50, 2]],
  ['nothing of what is not for sale', line(1, null), [0, 0]],
])('supplies %s', (_, wanted, expected) => {
  expect(supplied(wanted)).toEqual([expected])
})

test('shares what is left of a variant among its lines, the first one first', () => {
  expect(supplied(line(3, stock(5)), line(4, stock(5)), line(1, stock(5)))).toEqual([
    [3, 5],
    [2, 5],
    [0, 5],
  ])
})

test('leaves out a line that would make the cart dearer than any payment, and only that one', () => {
  const half = MAX_AMOUNT / 2
  const lines = [line(1, stock(9)), line(2, stock(9), Math.floor(half)), line(1, stock(9))]
  expect(supplied(...lines).map(([quantity]) => quantity)).toEqual([1, 0, 1])
})

test('never supplies more than is wanted or left, nor a cart that cannot be charged', () => {
  const wanted = fc.array(
    fc.record({
      id: fc.uuid(),
      quantity: fc.integer({ min: 1, max: 999 }),
      unitPrice: fc.integer({ min: 0, max: MAX_AMOUNT }),
      stock: fc.option(
        fc.record({
          variantId: fc.constantFrom('a', 'b'),
          onHand: fc.constant(40),
          reserved: fc.constant(3),
          held: fc.constant(2),
          trackInventory: fc.constant(true),
          allowBackorder: fc.constant(false),
        }),
      ),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(wanted, (lines) => {
      const result = supplyLines(lines)
      const bought = lines.map((it, i) => ({ ...it, got: result[i]?.quantity ?? -1 }))
      expect(bought.every((it) => it.got >= 0 && it.got <= it.quantity)).toBe(true)
      expect(amountsFit(bought.map((it) => ({ ...it, quantity: it.got })))).toBe(true)
      for (const variantId of ['a', 'b']) {
        const of = bought.filter((it) => it.stock?.variantId === variantId)
        expect(of.reduce((sum, it) => sum + it.got, 0)).toBeLessThanOrEqual(35)
      }
    }),
  )
})
