import { expect, test } from 'vitest'

import { placedWithin } from './placed-within.ts'

test.each([
  [undefined, undefined, { from: null, before: null }],
  ['2026-01-31', undefined, { from: '2026-01-31T00:00:00.000Z', before: null }],
  [undefined, '2026-01-31', { from: null, before: '2026-02-01T00:00:00.000Z' }],
  [
    '2026-01-31T12:00:00+02:00',
    '2026-01-31T12:00:00.999Z',
    { from: '2026-01-31T10:00:00.000Z', before: '2026-01-31T12:00:01.000Z' },
  ],
])('from %s to %s', (from, to, expected) => {
  expect(JSON.parse(JSON.stringify(placedWithin(from, to)))).toEqual(expected)
})
