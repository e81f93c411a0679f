import { createHash } from 'node:crypto'

import type { IdempotencyRecord } from '../state/records.ts'
import type { Tables } from '../state/tables.ts'
import type { Traffic } from '../traffic.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

const LIFE_MS = 24 * 60 * 60 * 1000
const MAX_KEY_LENGTH = 255

export interface KeyedRequest {
  /** The key within its account, since every account has keys of its own. */
  readonly id: string
  readonly fingerprint: string
}

/** The idempotency key of a POST, or null when it has none. */
export function readKeyedRequest(request: {
  readonly key: string | null
  readonly account: string | null
  readonly method: string
  readonly path: string
  readonly body: string
}): KeyedRequest | null {
  const { key, account, method, path, body } = request
  if (key === null || method !== 'POST') return null
  if (key.length > MAX_KEY_LENGTH) {
    throw new StripeFault(`Idempotency keys have at most ${MAX_KEY_LENGTH} characters.`, {
      type: 'idempotency_error',
    })
  }
  const fingerprint = createHash('sha256').update(`${path}\n${body}`).digest('hex')
  return { id: `${account ?? 'platform'}|${key}`, fingerprint }
}

/**
 * The stored answer of an earlier request with this key, or null when this is the first.
 *
 * @throws StripeFault 400 for other parameters, 409 while the first is still being worked on.
 */
export function findReplay(
  keyed: KeyedRequest,
  {
    tables,
    traffic,
    nowMs,
  }: { readonly tables: Tables; readonly traffic: Traffic; readonly nowMs: number },
): IdempotencyRecord | null {
  if (traffic.keysInFlight.has(keyed.id)) {
    throw new StripeFault(
      'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later.',
      { status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use' },
    )
  }
  const stored = tables.idempotency.get(keyed.id)
  if (stored === undefined || stored.createdAtMs < nowMs - LIFE_MS) return null
  if (stored.fingerprint !== keyed.fingerprint) {
    throw new StripeFault(
      'Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than the one given if you meant to execute a different request.',
      { type: 'idempotency_error' },
    )
  }
  return stored
}
