import { describe, expect, it } from 'vitest'

import { searchText, searchWords } from './search-text.ts'

describe('the text a product is found by', () => {
  const mug = { title: 'Café Mug', description: 'Hand\nthrown', tags: ['Blå'], skus: ['MUG-1'] }

  it('is its title, tags, skus and description, without case and accents', () => {
    expect(searchText(mug)).toBe('cafe mug bla mug-1 hand thrown')
  })

  it('does not grow with a description nobody searches to its end', () => {
    const long = searchText({ ...mug, description: 'x'.repeat(50_000) })
    expect(long.length).toBeLessThan(5_000)
  })
})

describe('the words of a query', () => {
  it.each([
    ['a blue-ish Mug!', ['blue', 'ish', 'mug', 'a']],
    ['Crème', ['creme']],
    ['mug MUG', ['mug']],
    ['陶器', ['陶器']],
    ['%_\\!', []],
    ['', []],
  ])('%j are %j', (query, words) => {
    expect(searchWords(query)).toEqual(words)
  })

  it('are six at the most', () => {
    expect(searchWords('one two three four five six seven')).toHaveLength(6)
  })
})
