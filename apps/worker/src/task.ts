import type { JobName, Jobs } from '@cartwright/contract/jobs'

import type { Runtime } from './runtime.ts'

/** One kind of job and what is done for it. */
export interface Task<Name extends JobName = JobName> {
  readonly name: Name
  /** Does the job. It may run twice, also at once, and must not mind. Throwing has it tried again
   *  after a pause that grows. */
  readonly run: (payload: Jobs[Name], runtime: Runtime) => Promise<void>
  /** Done once when the last attempt has failed, besides telling the store's operators. */
  readonly giveUp?: (payload: Jobs[Name], runtime: Runtime, error: unknown) => Promise<void>
}

/** A task whose name has been forgotten by the type, to keep many in one list. */
export interface AnyTask {
  readonly name: JobName
  readonly run: (payload: unknown, runtime: Runtime) => Promise<void>
  readonly giveUp?: (payload: unknown, runtime: Runtime, error: unknown) => Promise<void>
}

/** Defines the task for a job. Payloads are written by `enqueue` alone, whose type they have. */
export function defineTask<Name extends JobName>(task: Task<Name>): AnyTask & { name: Name } {
  return task as unknown as AnyTask & { name: Name }
}
