import { expect, test } from 'vitest'

import { createTrackingToken, storeOfTrackingToken } from './tracking-token.ts'

const storeId = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'

test('a tracking token names its store', () => {
  const token = createTrackingToken(storeId)
  expect(token).toMatch(/^trk_[0-9A-Za-z]{46}$/)
  expect(storeOfTrackingToken(token)).toBe(storeId)
})

test('two tokens of one store differ in their secret part', () => {
  const [one, two] = [createTrackingToken(storeId), createTrackingToken(storeId)]
  expect(one.slice(0, 26)).toBe(two.slice(0, 26))
  expect(one).not.toBe(two)
})

test.each(['', 'trk_', 'trk_short', `trk_${'l'.repeat(46)}`, `x${createTrackingToken(storeId)}`])(
  'the text %j names no store',
  (text) => {
    expect(storeOfTrackingToken(text)).toBeNull()
  },
)

test('an id that is no UUID gets no token', () => {
  expect(() => createTrackingToken('shop')).toThrow(TypeError)
})
