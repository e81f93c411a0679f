import { setTimeout as sleep } from 'node:timers/promises'

import type { PlannedFailures } from '../traffic.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

/** Long enough for any client to give up first. */
const SILENCE_MS = 120_000

/** The error answered in place of the real answer, when a control route has asked for failures. */
export function plannedFault(status: number): StripeFault {
  if (status === 429) {
    return new StripeFault('Request rate limit exceeded.', { status, code: 'rate_limit' })
  }
  if (status === 409) {
    return new StripeFault('This object cannot be accessed right now.', {
      status,
      code: 'lock_timeout',
    })
  }
  return new StripeFault('The sandbox was told to fail this request.', {
    status,
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
  })
}

/** Fails as planned: by silence until the sandbox stops, or by throwing the error to be answered. */
export async function suffer(failure: PlannedFailures, stopping: AbortSignal): Promise<never> {
  if (failure.status !== 'timeout') throw plannedFault(failure.status)
  await sleep(SILENCE_MS, undefined, { signal: stopping, ref: false }).catch(() => undefined)
  throw plannedFault(504)
}
