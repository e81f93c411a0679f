import { expect, test } from 'vitest'

import { parseForm } from './form.ts'

test.each([
  ['a=1&b=', { a: '1', b: '' }],
  ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
  ['a[0]=x&a[1]=y', { a: { 0: 'x', 1: 'y' } }],
  ['a[]=x&a[]=y', { a: { 0: 'x', 1: 'y' } }],
  ['a%5Bb%5D=%C3%BC+%26', { a: { b: 'ü &' } }],
  ['', {}],
])('%s', (text, expected) => {
  expect(JSON.parse(JSON.stringify(parseForm(text)))).toEqual(expected)
})

test.each(['a[b=1', '[a]=1', 'a]b=1', 'a=1&a[b]=2', 'a[b]=2&a=1', `a${'[b]'.repeat(13)}=1`])(
  '%s is refused',
  (text) => {
    expect(() => parseForm(text)).toThrow(/Invalid parameter name/)
  },
)

test('names of JavaScript’s own are fields like any other', () => {
  const form = parseForm('__proto__[polluted]=1&constructor=2')
  expect(Object.keys(form)).toEqual(['__proto__', 'constructor'])
  expect({}).not.toHaveProperty('polluted')
})
