import { expect, test } from 'vitest'

import { isSaneRequestId } from './request-id.ts'

test.each(['a', '0198c2d4-0000-7000-8000-000000000000', 'trace/1:2', 'x'.repeat(128)])(
  '%s is taken over',
  (text) => {
    expect(isSaneRequestId(text)).toBe(true)
  },
)

test.each(['', ' ', 'a b', 'a\n', 'x'.repeat(129), 'ünïcode', '<script>', 'a\u0000', "a'b"])(
  '%j is not',
  (text) => {
    expect(isSaneRequestId(text)).toBe(false)
  },
)
