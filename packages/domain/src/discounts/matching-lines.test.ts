import { expect, test } from 'vitest'

import { lineMatches } from './matching-lines.ts'

const line = { id: 'l', productId: 'p1', collectionIds: ['c1', 'c2'], quantity: 1, subtotal: 100 }

test.each([
  [{ scope: 'order' }, true],
  [{ scope: 'products', ids: ['p0', 'p1'] }, true],
  [{ scope: 'products', ids: ['c1'] }, false],
  [{ scope: 'products', ids: [] }, false],
  [{ scope: 'collections', ids: ['c2'] }, true],
  [{ scope: 'collections', ids: ['p1', 'c9'] }, false],
] as const)('%j looks at the line: %s', (appliesTo, expected) => {
  expect(lineMatches(line, appliesTo)).toBe(expected)
})
