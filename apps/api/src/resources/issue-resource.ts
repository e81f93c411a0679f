import type { issue } from '@cartwright/contract/resources/issue'
import type { IssueRow } from '@cartwright/db/queries/dashboard'
import type { z } from 'zod'

/** An operational issue as operators see it. */
export function issueResource(row: IssueRow): z.input<typeof issue> {
  const { subjectType: type, subjectId } = row
  return {
    id: row.id,
    severity: row.severity,
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    subject: type === '' ? null : { type, id: subjectId },
    occurrences: row.occurrences,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    status: row.status,
  }
}
