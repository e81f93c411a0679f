import { expect, test } from 'vitest'

import { isObjectKey } from './object-key.ts'

test.each(['a', 'shops/acme/products/mug-1a2b3c4d.webp', 'A_b-c.d', 'x/'.repeat(100) + 'y'])(
  '%j is a key',
  (key) => {
    expect(isObjectKey(key)).toBe(true)
  },
)

test.each([
  '',
  '/a',
  'a/',
  'a//b',
  '.',
  '..',
  '../etc/passwd',
  'a/../b',
  'a/./b',
  '.hidden',
  'a\u0000b',
  'a\\b',
  'a b',
  'C:/x',
  'ä',
  'a%2e%2e/b',
  'a\n',
  'x'.repeat(201),
  'x/'.repeat(300) + 'y',
])('%j is not', (key) => {
  expect(isObjectKey(key)).toBe(false)
})
