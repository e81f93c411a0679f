import { expect, test } from 'vitest'

import { normaliseEmail } from './normalise-email.ts'

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ['ada+shop@example.com', 'ada+shop@example.com'],
  ['Rene\u0301@example.com', 'ren\u00e9@example.com'],
])('%j is found as %s', (typed, key) => {
  expect(normaliseEmail(typed)).toBe(key)
})
