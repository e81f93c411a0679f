import { expect, test } from 'vitest'

import { sha256Base64Url, sha256Bytes, sha256Hex } from './sha256.ts'

test('the digest of "abc" is the one published in FIPS 180-2', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Hex('abc')).toBe(expected)
  expect(sha256Bytes(Buffer.from('abc')).toString('hex')).toBe(expected)
  expect(sha256Base64Url('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
})
