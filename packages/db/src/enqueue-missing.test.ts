import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { enqueueMissing } from './enqueue-missing.ts'
import { createTestDatabase } from './testing/test-database.ts'
import { waitingJobs } from './testing/waiting-jobs.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
const payload = { account: 'acct_1', eventId: 'evt_1' }
const job = { name: 'process-stripe-event', payload, key: 'process-stripe-event:evt_1' } as const

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
})

const change = (changes: string) =>
  sql`update graphile_worker._private_jobs set ${sql.raw(changes)}`.execute(db)

describe('enqueueMissing', () => {
  it('enqueues what nothing stands for, once', async () => {
    expect(await enqueueMissing(db, [job])).toBe(1)
    expect(await enqueueMissing(db, [job])).toBe(0)
    expect(await waitingJobs(db)).toEqual([{ task: job.name, payload }])
  })

  it('lets a job that pauses between attempts keep its pause', async () => {
    await enqueueMissing(db, [job])
    await change(`attempts = 3, run_at = now() + interval '1 hour'`)
    expect(await enqueueMissing(db, [job])).toBe(0)
  })

  it('leaves a job alone that is running, on its last attempt too', async () => {
    await enqueueMissing(db, [job])
    await change(`attempts = max_attempts, locked_at = now(), locked_by = 'somebody'`)
    expect(await enqueueMissing(db, [job])).toBe(0)
  })

  it('replaces a job whose worker died', async () => {
    await enqueueMissing(db, [job])
    await change(`attempts = 1, locked_at = now() - interval '11 minutes', locked_by = 'nobody'`)
    expect(await enqueueMissing(db, [job])).toBe(1)
  })

  it('gives a job that was given up another chance', async () => {
    await enqueueMissing(db, [job])
    await change('attempts = max_attempts')
    expect(await enqueueMissing(db, [job])).toBe(1)
  })

  it('does nothing for nothing', async () => {
    expect(await enqueueMissing(db, [])).toBe(0)
  })
})
