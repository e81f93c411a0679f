import { takeWorkerLease, type WorkerLease } from '@cartwright/db/worker-lease'
import type { Log } from '@cartwright/platform/log'

const RETRY_MS = 2_000

export interface LeaseKeeper {
  readonly stop: () => Promise<void>
}

/** Keeps the sign of life of these workers up, taking it again whenever its connection breaks. */
export function keepLease(options: {
  readonly url: string
  readonly workerIds: readonly string[]
  readonly log: Log
}): LeaseKeeper {
  const { log } = options
  const state = { stopped: false, lease: null as Promise<WorkerLease | null> | null }
  const take = async (): Promise<WorkerLease | null> => {
    try {
      return await takeWorkerLease({ ...options, onLost: renewAfterLoss })
    } catch (error) {
      renewAfterLoss(error)
      return null
    }
  }
  function renewAfterLoss(error: unknown): void {
    if (state.stopped) return
    log.warn({ err: error }, "the worker's sign of life was interrupted")
    setTimeout(() => {
      if (!state.stopped) state.lease = take()
    }, RETRY_MS).unref()
  }
  state.lease = take()
  return {
    stop: async () => {
      state.stopped = true
      const lease = await state.lease
      await lease?.release()
    },
  }
}
