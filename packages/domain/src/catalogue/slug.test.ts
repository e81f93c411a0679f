import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isSlug, nextSlug, slugify } from './slug.ts'

describe('slugify', () => {
  test.each([
    ['Blue Mug', 'blue-mug'],
    ['  Crème brûlée!  ', 'creme-brulee'],
    ['Blåbær & Søn', 'blabaer-son'],
    ['Straße', 'strasse'],
    ['ﬁne ½ pint', 'fine-1-2-pint'],
    ['100% wool', '100-wool'],
    ['--a--b--', 'a-b'],
    ['New', 'new-2'],
    ['Admin', 'admin-2'],
    ['日本のマグ', 'x7k2'],
    ['!!!', 'x7k2'],
    ['', 'x7k2'],
  ])('%j → %s', (title, slug) => {
    expect(slugify(title, 'x7k2')).toBe(slug)
  })

  test('cuts a long title at a hyphen', () => {
    const slug = slugify('word '.repeat(40), 'x')
    expect(slug).toBe(Array.from({ length: 20 }, () => 'word').join('-'))
  })

  test('cuts one endless word hard', () => {
    expect(slugify('a'.repeat(150), 'x')).toBe('a'.repeat(100))
  })

  test('keeps a title of exactly 100 characters whole', () => {
    const exact = `${'word-'.repeat(19)}wordy`
    expect(slugify(exact, 'x')).toBe(exact)
    expect(isSlug(exact)).toBe(true)
  })

  test('always makes a slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        expect(isSlug(slugify(title, 'fallback'))).toBe(true)
      }),
    )
  })
})

describe('nextSlug', () => {
  test('counts from 2', () => {
    expect([1, 2, 3].map((attempt) => nextSlug('mug', attempt))).toEqual(['mug', 'mug-2', 'mug-3'])
  })

  test('stays within 100 characters', () => {
    expect(nextSlug('a'.repeat(100), 12)).toBe(`${'a'.repeat(97)}-12`)
    expect(isSlug(nextSlug(slugify('word '.repeat(40), 'x'), 12))).toBe(true)
  })
})

test.each(['', 'Mug', 'a--b', '-a', 'a-', 'a b', 'ä', 'new', 'a'.repeat(101)])(
  '%j is no slug',
  (text) => {
    expect(isSlug(text)).toBe(false)
  },
)
