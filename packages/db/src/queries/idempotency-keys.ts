import type { Database } from '../database.ts'

export interface IdempotencyScope {
  /** The nil UUID where no store is known. */
  readonly storeId: string
  readonly caller: string
  readonly operation: string
  readonly key: string
}

export interface IdempotencyClaim extends IdempotencyScope {
  readonly requestHash: string
  readonly now: Date
  /** A twin that crashed may be taken over after this. */
  readonly lockedUntil: Date
  readonly expiresAt: Date
}

export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'running' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'replay'; readonly response: string }

/** May this request run, or did a twin with the same key run, or is one running? One statement when
 *  the key is new, two otherwise. An expired key, and one whose runner crashed, are claimed anew. */
export async function claimIdempotencyKey(
  db: Database,
  claim: IdempotencyClaim,
): Promise<ClaimOutcome> {
  const { now, ...row } = claim
  const claimed = await db
    .insertInto('idempotencyKeys')
    .values({ ...row, status: 'running', createdAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['storeId', 'caller', 'operation', 'key'])
        .doUpdateSet({
          requestHash: row.requestHash,
          status: 'running',
          lockedUntil: row.lockedUntil,
          expiresAt: row.expiresAt,
          response: null,
        })
        .where((eb) =>
          eb.or([
            eb('idempotencyKeys.expiresAt', '<=', now),
            eb.and([
              eb('idempotencyKeys.status', '=', 'running'),
              eb('idempotencyKeys.lockedUntil', '<=', now),
              eb('idempotencyKeys.requestHash', '=', row.requestHash),
            ]),
          ]),
        ),
    )
    .returning('key')
    .executeTakeFirst()
  return claimed === undefined ? explainTwin(db, claim) : { kind: 'claimed' }
}

async function explainTwin(db: Database, claim: IdempotencyClaim): Promise<ClaimOutcome> {
  const twin = await scoped(
    db.selectFrom('idempotencyKeys').select(['requestHash', 'status', 'response']),
    claim,
  ).executeTakeFirst()
  // Released between the two statements: its owner failed, so this one should simply come again.
  if (twin === undefined) return { kind: 'running' }
  if (twin.requestHash !== claim.requestHash) return { kind: 'mismatch' }
  return twin.status === 'running'
    ? { kind: 'running' }
    : { kind: 'replay', response: twin.response ?? '' }
}

function scoped<
  Query extends {
    where: (column: 'storeId' | 'caller' | 'operation' | 'key', op: '=', value: string) => Query
  },
>(query: Query, scope: IdempotencyScope): Query {
  return query
    .where('storeId', '=', scope.storeId)
    .where('caller', '=', scope.caller)
    .where('operation', '=', scope.operation)
    .where('key', '=', scope.key)
}

/** Stores the answer a replay will get. Pass the transaction of the effect: they commit together. */
export async function completeIdempotencyKey(
  db: Database,
  scope: IdempotencyScope,
  sealedResponse: string,
): Promise<void> {
  await scoped(
    db.updateTable('idempotencyKeys').set({
      status: 'done',
      response: sealedResponse,
    }),
    scope,
  ).execute()
}

/** Keeps twins away for longer from a request that still runs. */
export async function prolongIdempotencyKey(
  db: Database,
  scope: IdempotencyScope,
  lockedUntil: Date,
): Promise<void> {
  await scoped(
    db.updateTable('idempotencyKeys').set({ lockedUntil }).where('status', '=', 'running'),
    scope,
  ).execute()
}

/** Forgets a claim whose request failed, so that it can be tried again with the same key. */
export async function releaseIdempotencyKey(db: Database, scope: IdempotencyScope): Promise<void> {
  await scoped(db.deleteFrom('idempotencyKeys').where('status', '=', 'running'), scope).execute()
}

/** Forgets keys whose time is over; they already count for nothing. Answers how many. */
export async function deleteExpiredIdempotencyKeys(db: Database, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotencyKeys')
    .where('expiresAt', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
