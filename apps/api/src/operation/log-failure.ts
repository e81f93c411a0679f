import type { Log } from '@cartwright/platform/log'

import type { AppError } from './app-error.ts'

/** Writes down what the caller is not told: only faults of ours, with the request they belong to. */
export function logFailure(
  log: Log,
  error: AppError,
  request: { readonly requestId: string; readonly operation: string },
): void {
  if (error.status < 500) return
  // Somebody else's server, at an address that the caller chose.
  if (error.code === 'remote_fetch_failed') {
    log.info({ ...request, reason: error.message }, error.code)
    return
  }
  log.error({ ...request, err: error.cause ?? error }, error.code)
}
