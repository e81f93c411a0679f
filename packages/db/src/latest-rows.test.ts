import { expect, it } from 'vitest'

import { latestRows } from './latest-rows.ts'

const rowsOf = (entries: Record<string, object>) => new Map(Object.entries(entries))

it('an equal row is the object it was the last time', () => {
  const latest = latestRows<object>(10)
  const first = latest.learn(['a'], rowsOf({ a: { scopes: ['live'] } })).get('a')
  const second = latest.learn(['a'], rowsOf({ a: { scopes: ['live'] } })).get('a')
  expect(second).toBe(first)
  expect(latest.recall('a')).toBe(first)
})

it('a row that changed is another object', () => {
  const latest = latestRows<object>(10)
  latest.learn(['a'], rowsOf({ a: { scopes: ['live'] } }))
  const changed = { scopes: ['live', 'preview'] }
  expect(latest.learn(['a'], rowsOf({ a: changed })).get('a')).toBe(changed)
  expect(latest.recall('a')).toBe(changed)
})

it('what is gone is forgotten', () => {
  const latest = latestRows<object>(10)
  latest.learn(['a', 'b'], rowsOf({ a: {}, b: {} }))
  expect([...latest.learn(['a'], rowsOf({})).keys()]).toEqual([])
  expect(latest.recall('a')).toBeUndefined()
  expect(latest.recall('b')).toEqual({})
})

it('remembers so many and no more, the newest', () => {
  const latest = latestRows<object>(2)
  for (const key of ['a', 'b', 'c']) latest.learn([key], rowsOf({ [key]: {} }))
  expect(['a', 'b', 'c'].map((key) => latest.recall(key))).toEqual([undefined, {}, {}])
})
