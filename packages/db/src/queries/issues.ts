import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface IssueReport {
  readonly storeId: string
  readonly id: string
  readonly severity: 'info' | 'warning' | 'critical'
  /** What it is about, in snake_case; an open issue of the same kind and subject is the same one. */
  readonly kind: string
  /** One sentence the shop's operator understands. */
  readonly title: string
  readonly detail?: string | null
  readonly subject?: { readonly type: string; readonly id: string } | null
  readonly now: Date
}

/** Tells the operators of a store that something needs their eyes. Telling it again counts up the
 *  open issue instead of opening another. */
export async function raiseIssue(db: Database, report: IssueReport): Promise<void> {
  const { subject, now, detail, ...row } = report
  await db
    .insertInto('issues')
    .values({
      ...row,
      detail: detail ?? null,
      subjectType: subject?.type ?? '',
      subjectId: subject?.id ?? '',
      firstSeenAt: now,
      lastSeenAt: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['storeId', 'kind', 'subjectType', 'subjectId'])
        // A parameter here would not match the predicate of the partial index.
        .where('status', '=', sql.lit('open'))
        .doUpdateSet((eb) => ({
          occurrences: eb('issues.occurrences', '+', 1),
          severity: eb.ref('excluded.severity'),
          title: eb.ref('excluded.title'),
          detail: eb.ref('excluded.detail'),
          lastSeenAt: eb.ref('excluded.lastSeenAt'),
        })),
    )
    .execute()
}

/** Tells the operators of a store once: while such an issue is open nothing more is said. A store
 *  that is gone has nobody to tell. */
export async function raiseIssueOnce(db: Database, report: IssueReport): Promise<void> {
  const { subject, now, detail } = report
  await sql`
    insert into issues (store_id, id, severity, kind, title, detail, subject_type, subject_id,
                        first_seen_at, last_seen_at)
    select s.id, ${report.id}, ${report.severity}, ${report.kind}, ${report.title},
           ${detail ?? null}, ${subject?.type ?? ''}, ${subject?.id ?? ''}, ${now}, ${now}
      from stores s where s.id = ${report.storeId}
    on conflict do nothing`.execute(db)
}

/** Takes back what was told to the operators of a store: it came right by itself. */
export async function resolveIssue(
  db: Database,
  issue: Pick<IssueReport, 'storeId' | 'kind' | 'subject' | 'now'>,
): Promise<void> {
  const { storeId, kind, subject, now } = issue
  await db
    .updateTable('issues')
    .set({ status: 'resolved', resolvedAt: now })
    .where('storeId', '=', storeId)
    .where('kind', '=', kind)
    .where('subjectType', '=', subject?.type ?? '')
    .where('subjectId', '=', subject?.id ?? '')
    .where('status', '=', sql.lit('open'))
    .execute()
}
