import { expect, test } from 'vitest'

import { codeKey } from './code-key.ts'

test.each([' Spring10 ', 'SPRING10', 'spring10\n'])('%j is the code spring10', (typed) => {
  expect(codeKey(typed)).toBe('spring10')
})

test('composed and decomposed letters are the same code', () => {
  expect(codeKey('CAFE\u0301')).toBe(codeKey('café'))
})
