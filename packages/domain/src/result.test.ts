import { expect, test } from 'vitest'

import { fail, ok } from './result.ts'
import type { Failure, Result } from './result.ts'

function half(n: number): Result<number, Failure<'odd', { n: number }>> {
  return n % 2 === 0 ? ok(n / 2) : fail('odd', { n })
}

test('a success carries its value', () => {
  expect(half(4)).toEqual({ ok: true, value: 2 })
})

test('a failure carries its code and details', () => {
  expect(half(3)).toEqual({ ok: false, error: { code: 'odd', details: { n: 3 } } })
})

test('a failure without details has no details key', () => {
  expect(fail('gone')).toStrictEqual({ ok: false, error: { code: 'gone' } })
})
