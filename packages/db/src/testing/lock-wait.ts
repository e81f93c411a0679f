import { sql } from 'kysely'
import { expect, vi } from 'vitest'

import type { Database } from '../database.ts'

/** Waits until so many statements of this database are held up by a lock; fails after ten seconds. */
export async function lockWait(db: Database, count = 1): Promise<void> {
  const theyWait = async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db)
    expect(rows).toHaveLength(count)
  }
  await vi.waitFor(theyWait, { timeout: 10_000, interval: 20 })
}
