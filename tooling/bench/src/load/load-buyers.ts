import type { Stretch } from './load-reads.ts'
import type { Load } from './load.ts'
import { percentile } from './percentile.ts'

/** What one buyer does, again and again, from beginning to end. */
export type Errand = () => Promise<void>

/** Lets buyers run their errand side by side; the figures are of whole errands. */
export async function loadBuyers(errand: Errand, { connections, seconds }: Stretch): Promise<Load> {
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  const tookMs: number[] = []
  const buyer = async () => {
    while (performance.now() < until) {
      const beganAt = performance.now()
      await errand()
      tookMs.push(performance.now() - beganAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, buyer))
  const elapsedSeconds = (performance.now() - startedAt) / 1000
  return {
    perSecond: tookMs.length / elapsedSeconds,
    p50Ms: percentile(tookMs, 50),
    p99Ms: percentile(tookMs, 99),
  }
}
