import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** Takes every job from the queue, as a restored backup or a careless hand might. */
export async function loseJobs(db: Database): Promise<void> {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
}

/** Makes every job look as if a worker of this name had begun it so many seconds ago. */
export async function lockJobs(
  db: Database,
  { workerId, secondsAgo }: { readonly workerId: string; readonly secondsAgo: number },
): Promise<void> {
  await sql`
    update graphile_worker._private_jobs
       set locked_by = ${workerId}, locked_at = now() - make_interval(secs => ${secondsAgo})
  `.execute(db)
}
