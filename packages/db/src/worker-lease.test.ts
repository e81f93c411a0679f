import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'

import { enqueue } from './queue.ts'
import { createTestDatabase } from './testing/test-database.ts'
import { freeJobsOfDeadWorkers, takeWorkerLease } from './worker-lease.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db, url } = database

async function lockJob(workerId: string, secondsAgo: number): Promise<void> {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await enqueue(db, { name: 'sweep-waiting', payload: {} })
  await sql`
    update graphile_worker._private_jobs
       set locked_by = ${workerId}, locked_at = now() - make_interval(secs => ${secondsAgo})
  `.execute(db)
}

it('takes a job back in the moment its worker is gone, and not before', async () => {
  const onLost = () => undefined
  const lease = await takeWorkerLease({ url, workerIds: ['worker-a', 'worker-b'], onLost })
  await lockJob('worker-a', 60)
  expect(await freeJobsOfDeadWorkers(db)).toEqual([])
  await lease.release()
  expect(await freeJobsOfDeadWorkers(db)).toEqual(['worker-a'])
  const { rows } = await sql`
    select from graphile_worker.jobs where locked_at is not null
  `.execute(db)
  expect(rows).toEqual([])
})

it('gives a worker that has just begun the time to take its lease', async () => {
  await lockJob('worker-new', 1)
  expect(await freeJobsOfDeadWorkers(db)).toEqual([])
})
