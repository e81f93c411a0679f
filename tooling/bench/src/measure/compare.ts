import type { Load } from '../load/load.ts'
import { median } from './median.ts'

export type Comparison = { readonly ours: Load; readonly floor: Load }

type Side = () => Promise<Load>

/**
 * Measures both sides in turns, ours first in every second round, so that a machine that gets slower
 * or faster meanwhile does so for both. A round of each goes before that and does not count.
 */
export async function compare(
  { ours, floor }: { readonly ours: Side; readonly floor: Side },
  rounds: number,
): Promise<Comparison> {
  await floor()
  await ours()
  const loads: Record<keyof Comparison, Load[]> = { ours: [], floor: [] }
  const sides = { ours, floor }
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)
    for (const side of order) loads[side].push(await sides[side]())
  }
  return { ours: middle(loads.ours), floor: middle(loads.floor) }
}

function middle(loads: readonly Load[]): Load {
  return {
    perSecond: median(loads.map(({ perSecond }) => perSecond)),
    p50Ms: median(loads.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
  }
}
