import { isUuid } from '@cartwright/contract/scalars'
import { raiseIssue } from '@cartwright/db/queries/issues'

import type { Runtime } from './runtime.ts'
import type { AnyTask } from './task.ts'

export interface GivenUpJob {
  readonly task: AnyTask
  readonly payload: unknown
  readonly error: unknown
}

/** Tells the store's operators of a job that failed for the last time. What its error says stays in
 *  the log: it may be about things that are not theirs. */
export async function reportGiveUp(runtime: Runtime, job: GivenUpJob): Promise<void> {
  const { task, payload, error } = job
  const { db, ids, clock, log } = runtime
  log.error({ err: error, task: task.name, payload: withoutAddress(payload) }, 'a job was given up')
  await task.giveUp?.(payload, runtime, error)
  const storeId = storeOf(payload)
  if (storeId === null) return
  await raiseIssue(db, {
    storeId,
    id: ids.uuidv7(),
    severity: 'critical',
    kind: 'job_given_up',
    title: `Something that should happen by itself did not: ${task.name}`,
    detail: 'It was tried many times. The log of the worker says why it failed.',
    subject: { type: 'job', id: `${task.name}:${JSON.stringify(payload)}`.slice(0, 500) },
    now: new Date(clock.now()),
  })
}

/** Ids lead to what a job was about; a person's address has no place in a log. */
function withoutAddress(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== 'email'))
}

function storeOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('storeId' in payload)) return null
  const { storeId } = payload
  return typeof storeId === 'string' && isUuid(storeId) ? storeId : null
}
