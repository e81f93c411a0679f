import type { Database } from '@cartwright/db/database'
import { sql } from 'kysely'
import { expect, vi } from 'vitest'

/** Waits until one statement of this database is held up by a lock; fails after ten seconds. */
export async function lockWait(db: Database): Promise<void> {
  const oneWaits = async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db)
    expect(rows).toHaveLength(1)
  }
  await vi.waitFor(oneWaits, { timeout: 10_000, interval: 20 })
}
