import { expect, test } from 'vitest'

import { headerText } from './header-text.ts'

test.each([
  ['Order CC-2026-20288C', 'Order CC-2026-20288C'],
  ['Hello\r\nBcc: all@example.com', 'Hello Bcc: all@example.com'],
  ['a\nb\rc\u0000d\te', 'a b c d e'],
  ['  Grüße\u2028aus\u0085Köln ', 'Grüße aus Köln'],
  ['abc\u202egnp.exe', 'abc gnp.exe'],
  ['', ''],
])('%j becomes %j', (text, expected) => {
  expect(headerText(text)).toBe(expected)
})

test('long text is cut between characters', () => {
  expect(headerText('🫖'.repeat(300), 10)).toBe(`${'🫖'.repeat(9)}…`)
})
