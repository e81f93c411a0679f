import type { Database, Transaction } from './database.ts'
import { isTransientConflict } from './violation.ts'

const ATTEMPTS = 3

/** Runs the work as one transaction, and again from its start when it merely lost to another one.
 *  `isRetryable` adds reasons of the caller's own. The work must have no effect outside of `trx`. */
export async function inTransaction<T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  isRetryable: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      const isWorthIt = isTransientConflict(error) || isRetryable(error)
      if (!isWorthIt || attempt === ATTEMPTS) throw error
    }
  }
}
