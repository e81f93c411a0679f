import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface DatabaseHealth {
  readonly database: 'ok' | 'failed'
  readonly queue: 'ok' | 'failed'
}

/** Does the database answer, and is the job queue's schema there? Never throws: an outage is an
 *  answer. */
export async function checkDatabase(db: Database): Promise<DatabaseHealth> {
  try {
    const { rows } = await sql<{ queue: boolean }>`
      select to_regclass('graphile_worker._private_jobs') is not null as queue
    `.execute(db)
    return { database: 'ok', queue: rows[0]?.queue === true ? 'ok' : 'failed' }
  } catch {
    return { database: 'failed', queue: 'failed' }
  }
}
