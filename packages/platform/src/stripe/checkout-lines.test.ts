import { expect, test } from 'vitest'

import { checkoutLines } from './checkout-lines.ts'

const line = (amount: number, name = 'Mug') => ({ name, amount })

test('lines that add up are kept as they are, free ones included', () => {
  const lines = [line(1999), line(0)]
  expect(checkoutLines({ lines, shipping: null, expectedTotal: 1999 })).toEqual(lines)
})

test('a sum that is one unit off is refused', () => {
  const shipping = { name: 'Post', amount: 350 }
  for (const expectedTotal of [2348, 2350]) {
    expect(() => checkoutLines({ lines: [line(1999)], shipping, expectedTotal })).toThrow('add up')
  }
})

test.each([-1, 0.5, Number.NaN, 2 ** 53])('the amount %d is refused', (amount) => {
  expect(() =>
    checkoutLines({ lines: [line(amount)], shipping: null, expectedTotal: amount }),
  ).toThrow('whole amounts')
})

test('a session without lines is refused', () => {
  expect(() => checkoutLines({ lines: [], shipping: null, expectedTotal: 0 })).toThrow('lines')
})

test('more than a hundred lines become a hundred with the same sum', () => {
  const lines = Array.from({ length: 130 }, (_, index) => line(index))
  const expectedTotal = (129 * 130) / 2
  const shown = checkoutLines({ lines, shipping: null, expectedTotal })
  expect(shown).toHaveLength(100)
  expect(shown.reduce((sum, each) => sum + each.amount, 0)).toBe(expectedTotal)
  expect(shown.at(-1)?.name).toBe('31 more items')
})

test('names are cut to what the page can show, never to nothing', () => {
  const lines = [line(1, '🫖'.repeat(300)), line(1, '   ')]
  const [long, blank] = checkoutLines({ lines, shipping: null, expectedTotal: 2 })
  expect(long?.name).toBe(`${'🫖'.repeat(249)}…`)
  expect(blank?.name).toBe('Item')
})
