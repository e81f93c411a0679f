import { compareText } from '@cartwright/domain/compare-text'

import {
  type CollectionTools,
  forecastCollection,
} from './tasks/media/collection/forecast-collection.ts'

export interface ReportOptions {
  /** Only what is of the store with this slug. */
  readonly store: string | null
  /** Also names every single key. */
  readonly isListing: boolean
}

interface Total {
  readonly count: number
  readonly sizeBytes: number
}

/** Says, line by line, what a collection would delete of each store if it ran now; deletes nothing. */
export async function* reportCollection(
  tools: CollectionTools,
  { store, isListing }: ReportOptions,
): AsyncIterable<string> {
  const totals = new Map<string, Total>()
  for await (const entry of forecastCollection(tools)) {
    if (store !== null && entry.store !== store) continue
    if (isListing) yield `${entry.kind}\t${entry.store}\t${entry.key}\t${entry.sizeBytes}`
    const name = `${entry.store}: ${entry.kind}s`
    const { count, sizeBytes } = totals.get(name) ?? { count: 0, sizeBytes: 0 }
    totals.set(name, { count: count + 1, sizeBytes: sizeBytes + entry.sizeBytes })
  }
  if (totals.size === 0) yield 'There is nothing to collect.'
  for (const [name, { count, sizeBytes }] of [...totals].toSorted(([one], [other]) =>
    compareText(one, other),
  )) {
    yield `${name}: ${count}, ${sizeBytes} bytes`
  }
}
