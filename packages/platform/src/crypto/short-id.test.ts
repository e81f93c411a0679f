import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { fakeIds } from '../ids.ts'
import { fromShortId, toShortId } from './short-id.ts'

test.each([
  ['a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'WmsG2qe2XXxacqiqo2MfnY'],
  ['00000000-0000-0000-0000-000000000000', '2222222222222222222222'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'oZEq7ovRbLq6UnGMPwc8B5'],
])('%s ↔ %s', (uuid, shortId) => {
  expect(toShortId(uuid)).toBe(shortId)
  expect(fromShortId(shortId)).toBe(uuid)
})

test('every id comes back', () => {
  const ids = fakeIds(11)
  for (let count = 0; count < 200; count += 1) {
    const uuid = ids.uuidv7()
    expect(fromShortId(toShortId(uuid) ?? '')).toBe(uuid)
  }
})

test('values above the largest uuid, other characters and lengths are refused', () => {
  const refused = ['oZEq7ovRbLq6UnGMPwc8B6', 'z'.repeat(22), '2'.repeat(21), '2'.repeat(23), '']
  for (const text of [...refused, 'WmsG2qe2XXxacqiqo2Mfn0', 'WmsG2qe2XXxacqiqo2Mfn😀']) {
    expect(fromShortId(text)).toBeNull()
  }
})

test('only canonical uuids have a short form', () => {
  expect(toShortId('A1B2C3D4-E5F6-7890-ABCD-EF1234567890')).toBe('WmsG2qe2XXxacqiqo2MfnY')
  expect(toShortId('a1b2c3d4e5f67890abcdef1234567890')).toBeNull()
  expect(toShortId('cart_0123456789abcdef')).toBeNull()
})

test('every id comes back from 22 characters of the alphabet, in order of the ids', () => {
  const pattern = /^[23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{22}$/
  const shortOf = (uuid: string): string => toShortId(uuid) ?? ''
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(shortOf(one)).toMatch(pattern)
      expect(fromShortId(shortOf(one))).toBe(one)
      expect(fromShortId(shortOf(one.toUpperCase()))).toBe(one)
      // The alphabet is in the order of its character codes.
      expect(shortOf(one) < shortOf(other)).toBe(one < other)
    }),
  )
})

test('a text that is read as an id is the one short form of it', () => {
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^[2-9A-HJ-NP-Za-km-z]{22}$/))
  fc.assert(
    fc.property(texts, (text) => {
      const id = fromShortId(text)
      expect(id === null ? text : toShortId(id)).toBe(text)
    }),
  )
})
