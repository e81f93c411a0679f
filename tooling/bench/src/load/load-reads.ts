import autocannon from 'autocannon'

import type { Load } from './load.ts'

export type Reads = {
  readonly url: string
  /** Asked for in turn by every connection. */
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

export type Stretch = { readonly connections: number; readonly seconds: number }

/**
 * GETs as fast as the answers come.
 *
 * @throws Error when an answer is not a success: such a run measures nothing.
 */
export async function loadReads(reads: Reads, { connections, seconds }: Stretch): Promise<Load> {
  const { url, paths, headers } = reads
  const requests = paths.map((path) => ({ path, headers }))
  const result = await autocannon({ url, connections, duration: seconds, requests })
  const failures = result.errors + result.timeouts + result.non2xx
  if (failures > 0) throw new Error(`${failures} requests to ${url}${paths[0]} failed.`)
  return {
    perSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}
