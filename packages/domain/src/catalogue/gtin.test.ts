import { expect, test } from 'vitest'

import { gtinCheckDigit, parseGtin } from './gtin.ts'

test.each([
  ['629104150021', 3],
  ['730001100001', 7],
  ['9638507', 4],
  ['03600029145', 2],
])('%s is closed by %d', (digits, check) => {
  expect(gtinCheckDigit(digits)).toBe(check)
})

test.each([
  ['6291041500213', '06291041500213'],
  ['96385074', '00000096385074'],
  ['036000291452', '00036000291452'],
  ['00036000291452', '00036000291452'],
  [' 629-1041 500213 ', '06291041500213'],
])('%j has the key %s', (text, key14) => {
  expect(parseGtin(text)).toEqual({ ok: true, value: { typed: text.trim(), key14 } })
})

test.each([
  '6291041500214',
  '629104150021',
  '9638507',
  '00000000',
  '',
  '62910415002１3',
  'abc',
  '6291041500213-',
  '123456789012345',
])('%j is no GTIN', (text) => {
  expect(parseGtin(text)).toEqual({ ok: false, error: { code: 'gtin_invalid' } })
})

test('one wrong digit is always noticed', () => {
  const right = '6291041500213'
  for (let at = 0; at < right.length; at += 1) {
    const wrong = `${right.slice(0, at)}${(Number(right[at]) + 1) % 10}${right.slice(at + 1)}`
    expect(parseGtin(wrong).ok).toBe(false)
  }
})
