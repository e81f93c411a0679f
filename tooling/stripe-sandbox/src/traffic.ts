/** Stripe's version of the SDK this sandbox was written against; used until a request names one. */
const DEFAULT_API_VERSION = '2026-10-28.endive'

export interface PlannedFailures {
  readonly remaining: number
  /** The status answered instead, or "timeout": no answer at all. */
  readonly status: number | 'timeout'
  /** Whether the work is left undone ("before") or only its answer is lost ("after"). */
  readonly when: 'after' | 'before'
  /** Only requests whose path starts so. (Default: all of /v1/) */
  readonly path: string
}

/** How API requests are treated right now. It is not stored: a restart makes the sandbox well again. */
export interface Traffic {
  apiVersion: string
  latencyMs: number
  failures: PlannedFailures | null
  requests: number
  /** Idempotency keys whose request is being worked on. */
  readonly keysInFlight: Set<string>
}

export function createTraffic(latencyMs: number): Traffic {
  return {
    apiVersion: DEFAULT_API_VERSION,
    latencyMs,
    failures: null,
    requests: 0,
    keysInFlight: new Set(),
  }
}

/** The failure this request has to suffer, if any, which is then used up. */
export function takeFailure(traffic: Traffic, path: string): PlannedFailures | null {
  const { failures } = traffic
  if (failures === null || failures.remaining < 1 || !path.startsWith(failures.path)) return null
  traffic.failures = { ...failures, remaining: failures.remaining - 1 }
  return failures
}
