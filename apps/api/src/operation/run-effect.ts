import type { Database, Transaction } from '@cartwright/db/database'
import { insertAuditEntry } from '@cartwright/db/queries/audit-log'
import { isTransientConflict } from '@cartwright/db/violation'

import { AppError } from './app-error.ts'
import { auditEntry, type EffectFacts } from './audit-entry.ts'
import { type IdempotencyTicket, openIdempotency } from './idempotency.ts'

export interface Effect extends EffectFacts {
  /** Runs the handler, its writes going through the database given, and answers checked data. */
  readonly work: (db: Database) => Promise<unknown>
}

const ATTEMPTS = 3

/** Runs a mutation as one transaction: its writes, its audit entry and the answer stored for its
 *  idempotency key commit together, or nothing does. One that merely lost to another transaction is
 *  run again. */
export function runInTransaction(effect: Effect): Promise<unknown> {
  return withIdempotency(effect, async (ticket) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await effect.ctx.runtime.db.transaction().execute(async (trx) => {
          const data = await effect.work(trx)
          await settle(trx, effect, { ticket, data })
          return data
        })
      } catch (error) {
        if (!isTransientConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  })
}

/** Runs a mutation that talks to other machines between its own short transactions. Each of its
 *  steps is safe to repeat; the audit entry and the stored answer follow when all are done. */
export function runInStages(effect: Effect): Promise<unknown> {
  const { db } = effect.ctx.runtime
  return withIdempotency(effect, async (ticket) => {
    const data = await effect.work(db)
    if (ticket !== null || effect.actor !== null) {
      await db.transaction().execute((trx) => settle(trx, effect, { ticket, data }))
    }
    return data
  })
}

type Run = (ticket: IdempotencyTicket | null) => Promise<unknown>

async function withIdempotency(effect: Effect, run: Run): Promise<unknown> {
  const { ctx, operation, caller, storeId, input, meta } = effect
  // Stripe names its events, and is known only once the operation has verified the signature.
  if (meta.caller === 'stripe-signature') return run(null)
  const outcome = await openIdempotency(ctx, { operation, caller, storeId, input })
  if (outcome.kind === 'unkeyed') return run(null)
  if (outcome.kind === 'replay') {
    const bodyDigest = (await ctx.body?.digest()) ?? null
    if (outcome.answer.bodyDigest !== bodyDigest) throw new AppError('idempotency_mismatch')
    ctx.response.status = outcome.answer.status
    ctx.response.headers['idempotent-replayed'] = 'true'
    return outcome.answer.data
  }
  try {
    return await run(outcome.ticket)
  } catch (error) {
    // Nothing happened under this key, so it may be used again.
    await outcome.ticket.release()
    throw error
  }
}

interface Settlement {
  readonly ticket: IdempotencyTicket | null
  readonly data: unknown
}

async function settle(
  trx: Transaction,
  effect: Effect,
  { ticket, data }: Settlement,
): Promise<void> {
  const entry = auditEntry(effect, data)
  if (entry !== null) await insertAuditEntry(trx, entry)
  const { response, body } = effect.ctx
  const bodyDigest = ticket === null ? null : ((await body?.digest()) ?? null)
  await ticket?.complete(trx, { data, status: response.status, bodyDigest })
}
