import { sql } from 'kysely'
import { Client } from 'pg'

import type { Database } from './database.ts'

/** A worker takes its lease this long after it took its first job, at the latest. */
const GRACE = '5 seconds'

/** A sign of life for the workers of this process: a lock that PostgreSQL lets go of in the moment
 *  the process dies, however it dies. */
export interface WorkerLease {
  readonly release: () => Promise<void>
}

/** Takes the leases of these workers, on a connection of their own. Throws when it cannot connect;
 *  `onLost` is told when the connection breaks later: the leases are gone then. */
export async function takeWorkerLease(options: {
  readonly url: string
  readonly workerIds: readonly string[]
  readonly onLost: (error: Error) => void
}): Promise<WorkerLease> {
  const { url, workerIds, onLost } = options
  const client = new Client({ connectionString: url, application_name: 'cartwright-worker-lease' })
  client.on('error', onLost)
  await client.connect()
  await client.query(
    `select pg_advisory_lock(hashtextextended('worker:' || id, 0)) from unnest($1::text[]) as id`,
    [workerIds],
  )
  return { release: () => client.end() }
}

/** Gives the jobs of workers that died back to the others. Without it a job that was running when
 *  its process was killed waits for four hours. */
export async function freeJobsOfDeadWorkers(db: Database): Promise<string[]> {
  const { rows } = await sql<{ lockedBy: string }>`
    with suspect as materialized (
      select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - ${sql.lit(GRACE)}::interval
    ), dead as materialized (
      select locked_by from suspect
       where pg_try_advisory_xact_lock(hashtextextended('worker:' || locked_by, 0))
    )
    select locked_by, graphile_worker.force_unlock_workers(array[locked_by]) from dead
  `.execute(db)
  return rows.map((row) => row.lockedBy)
}
