import type { issue } from '@cartwright/contract/resources/issue'
import type { IssueRow } from '@cartwright/db/queries/dashboard'
import type { z } from 'zod'

/** An operational issue as operators see it. */
export function issueResource(row: IssueRow): z.input<typeof issue> {
  const { id, severity, kind, title, detail, occurrences, status } = row
  const { subjectType: type, subjectId } = row
  return {
    ...{ id, severity, kind, title, detail, occurrences, status },
    subject: type === '' ? null : { type, id: subjectId },
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }
}
