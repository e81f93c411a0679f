import { afterAll, beforeEach, expect, it } from 'vitest'

import { gatheredRead } from './gathered-read.ts'
import { createTestDatabase } from './testing/test-database.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date('2026-01-02T03:04:05Z')

const stored = new Map<string, number>()
const reads: { keys: readonly string[]; now: Date }[] = []
beforeEach(() => {
  stored.clear()
  reads.length = 0
})

const valueOf = gatheredRead<number>(async (_, asked) => {
  reads.push(asked)
  if (asked.keys.includes('broken')) throw new Error('no such luck')
  return new Map(asked.keys.flatMap((key) => [...stored].filter(([name]) => name === key)))
})

const ask = (key: string, at = now) => valueOf(db, { key, now: at })

it('reads once for all who ask together, and gives each his own', async () => {
  stored.set('a', 1).set('b', 2)
  expect(await Promise.all(['a', 'b', 'a', 'c'].map((key) => ask(key)))).toEqual([
    1,
    2,
    1,
    undefined,
  ])
  expect(reads.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']])
})

it('never answers what was read before the question', async () => {
  stored.set('a', 1)
  expect(await ask('a')).toBe(1)
  stored.delete('a')
  expect(await ask('a')).toBeUndefined()
})

it('reads as of the latest who asked', async () => {
  const later = new Date(now.getTime() + 5)
  await Promise.all([ask('a', now), ask('a', later)])
  expect(reads[0]?.now).toEqual(later)
})

it('fails for all who shared a failure, and for nobody after them', async () => {
  stored.set('a', 1)
  const together = await Promise.allSettled([ask('a'), ask('broken')])
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('a')).toBe(1)
})

it('keeps a transaction to itself', async () => {
  await db.transaction().execute(async (trx) => {
    await Promise.all([valueOf(trx, { key: 'a', now }), ask('a')])
  })
  expect(reads).toHaveLength(2)
})
