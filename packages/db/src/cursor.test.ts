import { assert, property, string, uuid } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { cutPage, decodeCursor, encodeCursor } from './cursor.ts'

const byPrice = { name: 'price', keys: ['integer', 'uuid'] } as const
const byTitle = { name: 'title', keys: ['text', 'uuid'] } as const
const id = '018f0000-0000-7000-8000-000000000001'

describe('a cursor', () => {
  it('names its place exactly', () => {
    assert(
      property(string({ unit: 'binary' }), uuid(), (title, row) => {
        if (title.includes('\u0000')) return
        expect(decodeCursor(byTitle, encodeCursor(byTitle, [title, row]))).toEqual([title, row])
      }),
    )
  })

  it('is refused by another order', () => {
    const cursor = encodeCursor(byPrice, [100, id])
    expect(decodeCursor({ ...byPrice, name: 'other' }, cursor)).toBeNull()
    expect(decodeCursor(byTitle, cursor)).toBeNull()
  })

  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  it.each([
    '',
    'nonsense',
    forged({}),
    forged(['price']),
    forged(['price', 1.5, id]),
    forged(['price', '1', id]),
    forged(['price', 1, 'no-id']),
    forged(['price', 1, id, 1]),
    forged(['price', 1e300, id]),
    forged(['title', 'a\u0000', id]),
    forged(['title', '\ud800', id]),
  ])('is refused when nobody gave it out: %s', (cursor) => {
    expect(decodeCursor(byPrice, cursor)).toBeNull()
    expect(decodeCursor(byTitle, cursor)).toBeNull()
  })
})

describe('a page', () => {
  const cut = (prices: readonly number[]) =>
    cutPage(prices, { limit: 2, order: byPrice, valuesOf: (price) => [price, id] })

  it('ends where the next one begins', () => {
    const { rows, nextCursor } = cut([1, 2, 3])
    expect(rows).toEqual([1, 2])
    expect(decodeCursor(byPrice, nextCursor ?? '')).toEqual([2, id])
  })

  it('is the last one when nothing follows', () => {
    expect(cut([1, 2])).toEqual({ rows: [1, 2], nextCursor: null })
    expect(cut([])).toEqual({ rows: [], nextCursor: null })
  })
})
