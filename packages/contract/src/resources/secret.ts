import { z } from 'zod'

import { id, timestamp } from '../scalars.ts'

/** What tokens and keys have in common. Never the secret itself. */
export const secretFacts = {
  id,
  name: z.string(),
  prefix: z.string().describe('The first characters of the secret, to recognise it by'),
  lastUsedAt: timestamp.nullable().describe('To within half a minute'),
  expiresAt: timestamp.nullable(),
  revokedAt: timestamp.nullable(),
  createdAt: timestamp,
}

/** The secret itself, in the one answer that holds it. */
export const shownOnce = z.string().describe('Shown this once; only a hash of it is kept')

/** For how long the old secret goes on working beside the new one. */
export const overlapSeconds = z
  .int()
  .min(0)
  .max(604_800)
  .default(3_600)
  .describe('How long the old secret still works: an hour unless said, 0 ends it at once')
