import type { JobName, Jobs } from '@cartwright/contract/jobs'
import { sql } from 'kysely'

import type { Database } from './database.ts'

export interface JobOptions {
  /** Jobs with one key are one job: a waiting one is replaced, so that work is never queued twice. */
  readonly key?: string
  readonly runAt?: Date
  /** Attempts before the job gives up (default 12, about a day of growing pauses). */
  readonly maxAttempts?: number
}

export interface JobRequest<Name extends JobName> extends JobOptions {
  readonly name: Name
  readonly payload: Jobs[Name]
}

/** Enqueues a job. Pass the transaction of the effect that needs it: both commit or neither does. */
export async function enqueue<Name extends JobName>(
  db: Database,
  job: JobRequest<Name>,
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${job.name}, ${JSON.stringify(job.payload)}::json,
    run_at => ${job.runAt ?? null}::timestamptz,
    max_attempts => ${job.maxAttempts ?? 12}::int,
    job_key => ${job.key ?? null}::text)`.execute(db)
}
