import { setTimeout as sleep } from 'node:timers/promises'

import { sweepDue } from '../payments/sweep-due.ts'
import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import { takeFailure } from '../traffic.ts'
import { parseForm } from '../wire/form.ts'
import { readParams } from '../wire/params.ts'
import { errorEnvelope, StripeFault } from '../wire/stripe-fault.ts'
import type { ApiRoute } from './api-route.ts'
import { authorise } from './authorise.ts'
import { expandAll } from './expand.ts'
import type { KeyedRequest } from './idempotency.ts'
import { findReplay, readKeyedRequest } from './idempotency.ts'
import { suffer } from './planned-failure.ts'

/** One HTTP request of the API, before anything about it has been checked. */
export interface RawCall {
  readonly requestId: string
  readonly arrivedAtMs: number
  readonly path: string
  readonly id: string
  /** The form: the query of a GET, the body of a POST. */
  readonly form: string
  readonly authorization: string | null
  readonly account: string | null
  readonly idempotencyKey: string | null
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly replayedFrom: string | null
}

/**
 * Answers one API call: who asks, was it asked before, wait and fail as told, do the work, remember
 * the answer. The work, its events and the remembered answer are one change, so that a process
 * killed at any point has either done all of them or none.
 */
export async function answerCall(sandbox: Sandbox, route: ApiRoute, raw: RawCall): Promise<Answer> {
  const { traffic, store } = sandbox
  const account = authorise(raw, store.tables)
  const keyed = readKeyedRequest({
    key: raw.idempotencyKey,
    account,
    method: route.method,
    path: raw.path,
    body: raw.form,
  })
  const failure = takeFailure(traffic, raw.path)
  if (failure?.when === 'before') {
    await pause(sandbox)
    await suffer(failure, sandbox.stopping)
  }
  const answer = await answerOnce(sandbox, route, { ...raw, account, keyed })
  return failure === null ? answer : suffer(failure, sandbox.stopping)
}

/** Replays what this key was answered before, or else does the work, with no twin beside it. */
async function answerOnce(sandbox: Sandbox, route: ApiRoute, call: CheckedCall): Promise<Answer> {
  const { traffic, store } = sandbox
  const { keyed } = call
  if (keyed === null) {
    await pause(sandbox)
    return work(sandbox, route, call)
  }
  const { tables } = store
  const stored = findReplay(keyed, { tables, traffic, nowMs: sandbox.nowMs() })
  traffic.keysInFlight.add(keyed.id)
  try {
    await pause(sandbox)
    if (stored === null) return work(sandbox, route, call)
    return { status: stored.status, body: stored.body, replayedFrom: stored.requestId }
  } finally {
    traffic.keysInFlight.delete(keyed.id)
  }
}

async function pause({ traffic, stopping }: Sandbox): Promise<void> {
  if (traffic.latencyMs === 0) return
  await sleep(traffic.latencyMs, undefined, { signal: stopping }).catch(() => undefined)
}

interface CheckedCall extends RawCall {
  readonly keyed: KeyedRequest | null
}

function work(sandbox: Sandbox, route: ApiRoute, call: CheckedCall): Answer {
  sweepDue(sandbox)
  const { requestId, idempotencyKey, account, id, arrivedAtMs, keyed } = call
  const params = readParams(parseForm(call.form))
  const origin = { requestId, idempotencyKey }
  try {
    const { result } = change(sandbox, { origin }, (unit) => {
      const plain = route.handle({ change: unit, params, account, id, arrivedAtMs })
      const body = expandAll(unit, plain, params.texts('expand'))
      if (keyed !== null) {
        unit.put('idempotency', { ...keyed, createdAtMs: unit.nowMs, requestId, status: 200, body })
      }
      return body
    })
    return { status: 200, body: result, replayedFrom: null }
  } catch (error) {
    if (!(error instanceof StripeFault) || !error.kept || keyed === null) throw error
    const { status } = error
    const body = errorEnvelope(error)
    change(sandbox, { origin }, ({ put, nowMs }) =>
      put('idempotency', { ...keyed, createdAtMs: nowMs, requestId, status, body }),
    )
    return { status, body, replayedFrom: null }
  }
}
