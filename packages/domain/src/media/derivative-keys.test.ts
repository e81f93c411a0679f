import { assert, constantFrom, pre, property, string } from 'fast-check'
import { expect, it } from 'vitest'

import { derivativeKey, derivativeKeys, derivativeWidths, originalOf } from './derivative-keys.ts'

it('a copy leads back to its original, whatever that is called', () => {
  assert(
    property(string({ minLength: 1 }), constantFrom(...derivativeWidths), (key, width) => {
      const plain = key.replaceAll(/[\n\r\u2028\u2029]/g, '')
      pre(plain !== '')
      expect(originalOf(derivativeKey(plain, width))).toBe(plain)
    }),
  )
})

it('an original is nobody’s copy', () => {
  expect(originalOf('stores/1/media/a.webp')).toBeNull()
  expect(originalOf('stores/1/media/a.241.webp')).toBeNull()
  expect(originalOf('.240.webp')).toBeNull()
})

it('there is one copy for each width', () => {
  expect(derivativeKeys('a.jpg')).toEqual([
    'a.jpg.240.webp',
    'a.jpg.480.webp',
    'a.jpg.960.webp',
    'a.jpg.1600.webp',
  ])
})
