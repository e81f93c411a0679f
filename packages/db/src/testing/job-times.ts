import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** When the jobs that wait for the worker are due, oldest job first; milliseconds. */
export async function jobTimes(db: Database): Promise<number[]> {
  const { rows } = await sql<{ runAt: Date }>`
    select run_at from graphile_worker._private_jobs order by id
  `.execute(db)
  return rows.map(({ runAt }) => runAt.getTime())
}
