import type { JobName } from '@cartwright/contract/jobs'
import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface WaitingJob {
  readonly task: JobName
  readonly payload: Readonly<Record<string, unknown>>
}

/** The jobs that wait for the worker, oldest first. */
export async function waitingJobs(db: Database): Promise<WaitingJob[]> {
  const { rows } = await sql<WaitingJob>`
    select tasks.identifier as task, jobs.payload
      from graphile_worker._private_jobs as jobs
      join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
     order by jobs.id
  `.execute(db)
  return rows
}
