import type { Transaction } from '@cartwright/db/database'
import { insertAuditEntry } from '@cartwright/db/queries/audit-log'
import { inTransaction } from '@cartwright/db/transaction'

import { AppError } from './app-error.ts'
import { auditEntry, type EffectFacts } from './audit-entry.ts'
import type { Reading, Staging } from './context.ts'
import { type IdempotencyTicket, openIdempotency } from './idempotency.ts'

export interface Effect extends EffectFacts {
  /** Runs the handler, which reaches the database by what is given here alone. */
  readonly work: (reach: Reading | Staging) => Promise<unknown>
  /** Makes an answer of what the handler said, or throws. */
  readonly check: (data: unknown) => unknown
}

/** Runs a mutation as one transaction: its writes, its audit entry and the answer stored for its
 *  idempotency key commit together, or nothing does. One that merely lost to another transaction is
 *  run again. `before` is done once, before it begins, and is safe to repeat. */
export function runInTransaction(effect: Effect, before: Effect['work']): Promise<unknown> {
  return withIdempotency(effect, async (ticket) => {
    await before({ db: effect.ctx.runtime.db })
    const { answer } = await settle(effect, ticket, (trx) => effect.work({ db: trx }))
    return answer
  })
}

/** Runs a mutation that talks to other machines between its own short transactions. Each of its
 *  steps is safe to repeat. The audit entry and the stored answer commit with its last step, if it
 *  names one, or else follow when all are done. */
export function runInStages(effect: Effect): Promise<unknown> {
  const { db } = effect.ctx.runtime
  return withIdempotency(effect, async (ticket) => {
    let concluded: Settled<unknown> | undefined
    const conclude: Staging['conclude'] = async (work) => {
      const settled = await settle(effect, ticket, work)
      concluded = settled
      return settled.said
    }
    const said = await effect.work({ db, conclude })
    if (concluded !== undefined) return concluded.answer
    if (ticket === null && effect.actor === null) return effect.check(said)
    const { answer } = await settle(effect, ticket, async () => said)
    return answer
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
  const stopKeeping = outcome.ticket.keep()
  try {
    return await run(outcome.ticket)
  } catch (error) {
    // Nothing happened under this key, so it may be used again.
    await outcome.ticket.release()
    throw error
  } finally {
    stopKeeping()
  }
}

interface Settled<Said> {
  readonly said: Said
  readonly answer: unknown
}

/** Does the work in a transaction, and writes down in it that it was done and what the answer is. */
function settle<Said>(
  effect: Effect,
  ticket: IdempotencyTicket | null,
  work: (trx: Transaction) => Promise<Said>,
): Promise<Settled<Said>> {
  return inTransaction(effect.ctx.runtime.db, async (trx) => {
    const said = await work(trx)
    const answer = effect.check(said)
    const entry = auditEntry(effect, answer)
    if (entry !== null) await insertAuditEntry(trx, entry)
    const { response, body } = effect.ctx
    const bodyDigest = ticket === null ? null : ((await body?.digest()) ?? null)
    await ticket?.complete(trx, { data: answer, status: response.status, bodyDigest })
    return { said, answer }
  })
}
