import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'

import { enqueue } from './queue.ts'
import { lockJobs, loseJobs } from './testing/lose-jobs.ts'
import { createTestDatabase } from './testing/test-database.ts'
import { freeJobsOfDeadWorkers, takeWorkerLease } from './worker-lease.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db, url } = database

async function beginJob(workerId: string, secondsAgo: number): Promise<void> {
  await loseJobs(db)
  await enqueue(db, { name: 'sweep-waiting', payload: {} })
  await lockJobs(db, { workerId, secondsAgo })
}

it('takes a job back in the moment its worker is gone, and not before', async () => {
  const onLost = () => undefined
  const lease = await takeWorkerLease({ url, workerIds: ['worker-a', 'worker-b'], onLost })
  await beginJob('worker-a', 60)
  expect(await freeJobsOfDeadWorkers(db)).toEqual([])
  await lease.release()
  expect(await freeJobsOfDeadWorkers(db)).toEqual(['worker-a'])
  const { rows } = await sql`
    select from graphile_worker.jobs where locked_at is not null
  `.execute(db)
  expect(rows).toEqual([])
})

it('gives a worker that has just begun the time to take its lease', async () => {
  await beginJob('worker-new', 1)
  expect(await freeJobsOfDeadWorkers(db)).toEqual([])
})
