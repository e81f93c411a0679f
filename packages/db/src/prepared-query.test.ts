import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'

import { type Given, preparedQuery } from './prepared-query.ts'
import { createTestDatabase } from './testing/test-database.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

let built = 0
const sums = preparedQuery((db, given: Given<{ a: number; b: number }>) => {
  built += 1
  return db
    .selectFrom(sql<{ n: number }>`generate_series(1, 3)`.as('n'))
    .select(
      sql<number>`${given.a}::int + ${given.b}::int * ${given.b}::int + ${10}::int`.as('sumOf'),
    )
    .limit(sql.lit(1))
    .compile()
})

it('runs with the values of each run, wherever and however often they stand', async () => {
  expect(await sums(db, { a: 1, b: 2 })).toEqual([{ sumOf: 15 }])
  expect(await sums(db, { b: 3, a: 0 })).toEqual([{ sumOf: 19 }])
})

it('names columns the same in a transaction and out of it', async () => {
  const inside = await db.transaction().execute((trx) => sums(trx, { a: 1, b: 2 }))
  expect(inside).toEqual(await sums(db, { a: 1, b: 2 }))
})

it('is built once', async () => {
  await sums(db, { a: 1, b: 1 })
  await db.transaction().execute((trx) => sums(trx, { a: 1, b: 1 }))
  expect(built).toBe(1)
})

it('sends the same prepared statement each time', async () => {
  const before = database.statements.length
  await sums(db, { a: 1, b: 1 })
  await sums(db, { a: 2, b: 2 })
  const [first, second, ...others] = database.statements.slice(before)
  expect(first).toBe(second)
  expect(others).toEqual([])
})
