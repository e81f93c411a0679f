import type { Errand } from './load-buyers.ts'
import type { Load } from './load.ts'
import { percentile } from './percentile.ts'

export type Batch = { readonly connections: number; readonly errands: number }

/** Has an errand done so many times, a fixed number of them under way at any moment. */
export async function loadCount(errand: Errand, { connections, errands }: Batch): Promise<Load> {
  const startedAt = performance.now()
  const tookMs: number[] = []
  let begun = 0
  const sender = async () => {
    while (begun < errands) {
      begun += 1
      const beganAt = performance.now()
      await errand()
      tookMs.push(performance.now() - beganAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, sender))
  return {
    perSecond: errands / ((performance.now() - startedAt) / 1000),
    p50Ms: percentile(tookMs, 50),
    p99Ms: percentile(tookMs, 99),
  }
}
