import { type RawBuilder, sql } from 'kysely'

import type { Database } from '../database.ts'
import type { MediaRow } from './media.ts'

export interface MediaSearch {
  readonly storeId: string
  /** Null: every kind. */
  readonly kind: MediaRow['kind'] | null
  /** Part of the file name or of the alternative text, whatever the case; null: every file. */
  readonly text: string | null
  readonly limit: number
  readonly offset: number
}

export interface MediaPage {
  readonly rows: readonly MediaRow[]
  /** All that match, on all pages. */
  readonly count: number
}

type Found = { readonly total: number } & (MediaRow | { readonly id: null })

/** Files of a store that can be shown, the newest first, in one statement. Which of them make the
 *  page is known before a row of it is read, so that a late page costs little more than the first. */
export async function listMedia(db: Database, search: MediaSearch): Promise<MediaPage> {
  const { storeId, text, limit, offset } = search
  const statement = text === null ? browsed(search) : searched(search, text)
  const { rows } = await sql<Found>`
    ${statement}
    select head.total, m.*
    from head
    left join lateral (
      select id, created_at from matching order by created_at desc, id desc
      limit ${limit} offset ${offset}
    ) page on true
    left join media m on m.store_id = ${storeId} and m.id = page.id
    order by page.created_at desc, page.id desc`.execute(db)
  return { rows: rows.flatMap(onPage), count: rows[0]?.total ?? 0 }
}

/** Counted and paged by two walks along an index that holds all they ask for. */
function browsed({ storeId, kind }: MediaSearch): RawBuilder<unknown> {
  const files = sql`from media where store_id = ${storeId} and status = 'ready' ${ofKind(kind)}`
  return sql`
    with matching as not materialized (select id, created_at ${files}),
      head as (select count(*) as total from matching)`
}

/** Searched once, for both. What begins in the name and ends in the text is found by the index but
 *  is in neither. */
function searched({ storeId, kind }: MediaSearch, text: string): RawBuilder<unknown> {
  const pattern = sql`lower(${`%${text.replaceAll(/[%_\\]/g, '\\$&')}%`}::text)`
  return sql`
    with matching as materialized (
      select id, created_at from media
      where store_id = ${storeId} and status = 'ready' ${ofKind(kind)}
        and lower(filename || ' ' || coalesce(alt, '')) like ${pattern}
        ${text.includes(' ') ? sql`and (lower(filename) like ${pattern} or lower(alt) like ${pattern})` : sql``}
    ), head as (select count(*) as total from matching)`
}

function ofKind(kind: MediaSearch['kind']): RawBuilder<unknown> {
  return kind === null ? sql`` : sql`and kind = ${kind}`
}

function onPage(row: Found): MediaRow[] {
  return row.id === null ? [] : [row]
}
