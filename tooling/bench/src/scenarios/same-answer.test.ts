import { expect, test } from 'vitest'

import { requireSameAnswer } from './same-answer.ts'

const answer = (product: object, meta = {}) => ({
  success: true,
  data: { products: [product] },
  meta,
})

test('the same product is the same, whatever its order of fields, form of moments and meta', () => {
  const ours = { id: '1', createdAt: '2026-11-21T12:00:00.500Z', tags: ['a'] }
  const floor = { tags: ['a'], id: '1', createdAt: '2026-11-21T12:00:00.5+00:00' }
  expect(() => requireSameAnswer(answer(ours, { limit: 20 }), answer(floor))).not.toThrow()
})

test.each([
  ['another value', { id: '2' }],
  ['a missing field', {}],
  ['null instead', { id: null }],
])('%s is named', (_, floor) => {
  expect(() => requireSameAnswer(answer({ id: '1' }), answer(floor))).toThrow('data.products.0.id')
})

test('a field the API does not answer is named', () => {
  const floor = answer({ id: '1', extra: 1 })
  expect(() => requireSameAnswer(answer({ id: '1' }), floor)).toThrow('data.products.0.extra')
})

test('a shorter list is named', () => {
  expect(() => requireSameAnswer(answer({}), { data: { products: [] } })).toThrow('data.products.0')
})
