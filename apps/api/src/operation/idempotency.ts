import { createHmac } from 'node:crypto'

import { NIL_UUID } from '@cartwright/contract/scalars'
import type { Database } from '@cartwright/db/database'
import {
  claimIdempotencyKey,
  completeIdempotencyKey,
  type IdempotencyScope,
  prolongIdempotencyKey,
  releaseIdempotencyKey,
} from '@cartwright/db/queries/idempotency-keys'
import { type SealingKey, seal, unseal } from '@cartwright/platform/crypto/seal'

import { AppError } from './app-error.ts'
import type { RequestContext } from './context.ts'
import { stableJson } from './stable-json.ts'

const KEPT_MS = 24 * 3_600_000
/** How long nothing may be heard of a request before a retry concludes that it crashed. */
const LOCK_MS = 60_000
/** Often enough that one attempt may fail. */
const PROLONG_MS = LOCK_MS / 3

/** The stored answer of a request that ran before. */
export interface StoredAnswer {
  readonly data: unknown
  readonly status: number | null
  /** Of a body that is not JSON and so no part of the input; null for one that is. */
  readonly bodyDigest: string | null
}

/** A claim on an `Idempotency-Key`: this request runs, and its twins get its answer. */
export interface IdempotencyTicket {
  readonly complete: (db: Database, answer: StoredAnswer) => Promise<void>
  readonly release: () => Promise<void>
  /** Keeps the claim however long the request takes, since an upload over a slow line takes many
   *  minutes. Answers what ends it. */
  readonly keep: () => () => void
}

export type IdempotencyOutcome =
  | { readonly kind: 'unkeyed' }
  | { readonly kind: 'run'; readonly ticket: IdempotencyTicket; readonly scope: IdempotencyScope }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer }

export interface IdempotencyRequest {
  readonly operation: string
  /** Who calls: a key belongs to its caller alone. */
  readonly caller: string
  readonly storeId: string | null
  readonly input: unknown
}

/** What does the `Idempotency-Key` of this request say? Fails with `idempotency_mismatch` (used
 *  before for something else) or `idempotency_in_progress` (a twin is running). */
export async function openIdempotency(
  ctx: RequestContext,
  request: IdempotencyRequest,
): Promise<IdempotencyOutcome> {
  const key = ctx.header('idempotency-key')
  if (key === undefined) return { kind: 'unkeyed' }
  if (key.length < 1 || key.length > 255) {
    throw new AppError('validation_failed', {
      issues: [
        { path: ['idempotency-key'], message: 'An Idempotency-Key has 1 to 255 characters.' },
      ],
    })
  }
  const { db, clock, settings } = ctx.runtime
  const now = clock.now()
  const { operation, caller } = request
  const scope = { storeId: request.storeId ?? NIL_UUID, caller, operation, key }
  const outcome = await claimIdempotencyKey(db, {
    ...scope,
    requestHash: fingerprint(ctx, request.input),
    now: new Date(now),
    lockedUntil: new Date(now + LOCK_MS),
    expiresAt: new Date(now + KEPT_MS),
  })
  switch (outcome.kind) {
    case 'claimed':
      return { kind: 'run', scope, ticket: ticketFor(ctx, scope) }
    case 'running':
      throw new AppError('idempotency_in_progress', { headers: { 'retry-after': '1' } })
    case 'mismatch':
      throw new AppError('idempotency_mismatch')
    case 'replay':
      return {
        kind: 'replay',
        answer: openAnswer(outcome.response, purpose(scope), settings.sealKey),
      }
  }
}

function ticketFor(ctx: RequestContext, scope: IdempotencyScope): IdempotencyTicket {
  const { db, settings } = ctx.runtime
  return {
    complete: (on, answer) => {
      const sealed = seal(JSON.stringify(answer), purpose(scope), { key: settings.sealKey })
      return completeIdempotencyKey(on, scope, sealed)
    },
    release: () => releaseIdempotencyKey(db, scope),
    keep: () => {
      const timer = setInterval(() => void prolong(ctx, scope), PROLONG_MS)
      return () => clearInterval(timer)
    },
  }
}

async function prolong(
  { runtime, requestId }: RequestContext,
  scope: IdempotencyScope,
): Promise<void> {
  const lockedUntil = new Date(runtime.clock.now() + LOCK_MS)
  try {
    await prolongIdempotencyKey(runtime.db, scope, lockedUntil)
  } catch (error) {
    runtime.log.warn({ err: error, requestId }, 'a claim on an idempotency key was not prolonged')
  }
}

/** Requests may hold passwords, so what is kept of them must not be open to guessing: keyed. */
function fingerprint(ctx: RequestContext, input: unknown): string {
  return createHmac('sha256', ctx.runtime.settings.authSecret)
    .update(comparable(input))
    .digest('hex')
}

function comparable(input: unknown): string {
  try {
    return stableJson(input)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const message = 'What is to be done once must not be nested so deeply.'
    throw new AppError('validation_failed', { issues: [{ path: [], message }], cause })
  }
}

/** An answer sealed for one key opens for no other. */
function purpose(scope: IdempotencyScope): string {
  return `idempotency:${scope.storeId}:${scope.caller}:${scope.operation}:${scope.key}`
}

/** Answers may hold secrets shown once, and personal data, so they are kept sealed. */
function openAnswer(sealed: string, purpose: string, key: SealingKey): StoredAnswer {
  const text = unseal(sealed, purpose, [key])
  if (text === null) throw new Error('A stored answer was sealed with another key')
  return JSON.parse(text) as StoredAnswer
}
