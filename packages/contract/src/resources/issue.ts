import { z } from 'zod'

import { id, timestamp } from '../scalars.ts'

/** Something that needs an operator's eyes. */
export const issue = z
  .object({
    id,
    severity: z.enum(['info', 'warning', 'critical']),
    kind: z.string().describe('What it is about, in snake_case'),
    title: z.string(),
    detail: z.string().nullable(),
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    occurrences: z.int().describe('How often it was noticed'),
    firstSeenAt: timestamp,
    lastSeenAt: timestamp,
    status: z.enum(['open', 'resolved']),
  })
  .meta({ id: 'Issue' })
