import type { JobName } from '@cartwright/contract/jobs'
import { sql } from 'kysely'

import type { Database } from './database.ts'
import type { JobRequest } from './queue.ts'

/** A job locked for longer belongs to a worker that died: no task runs this long. */
const DEAD_AFTER = '10 minutes'

export type KeyedJob<Name extends JobName> = JobRequest<Name> & { readonly key: string }

/** Enqueues those of the jobs that nothing stands for any more: none with their key is waiting, or
 *  running in a worker that lives. For sweeps: a job that is only pausing between attempts keeps
 *  its pause. Answers how many it enqueued. One statement. */
export async function enqueueMissing<Name extends JobName>(
  db: Database,
  jobs: readonly KeyedJob<Name>[],
): Promise<number> {
  if (jobs.length === 0) return 0
  const { rows } = await sql`
    select graphile_worker.add_job(
      missing.name, missing.payload, max_attempts => 12, job_key => missing.key
    )
    from unnest(
      ${jobs.map((job) => job.name)}::text[],
      ${jobs.map((job) => JSON.stringify(job.payload))}::json[],
      ${jobs.map((job) => job.key)}::text[]
    ) as missing (name, payload, key)
    where not exists (
      select from graphile_worker.jobs as job
       where job.key = missing.key
         and case when job.locked_at is null then job.attempts < job.max_attempts
                  else job.locked_at > now() - ${sql.lit(DEAD_AFTER)}::interval end
    )
  `.execute(db)
  return rows.length
}
