import { expect, test } from 'vitest'

import { sameText } from './same-text.ts'

test('only equal texts are the same', () => {
  expect(sameText('abc', 'abc')).toBe(true)
  expect(sameText('abc', 'abd')).toBe(false)
  expect(sameText('abc', 'abcd')).toBe(false)
  expect(sameText('', 'a')).toBe(false)
  expect(sameText('', '')).toBe(true)
})
