import type { WalkPage } from '@cartwright/db/queries/media-collection'

const PAGE = 100

/** Walks through all pages of what a query finds, one page in memory at a time. */
export async function* walk<Row>(
  find: (page: WalkPage) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): AsyncIterable<Row> {
  let after: string | null = null
  for (;;) {
    const rows: readonly Row[] = await find({ after, limit: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = idOf(last)
  }
}
