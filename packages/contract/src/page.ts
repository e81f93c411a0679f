import { z } from 'zod'

import { prose } from './scalars.ts'

/** What every list takes: spread it into the operation's input. */
export const pageQuery = {
  limit: z.int().min(1).max(100).default(20).describe('At most so many, 1 to 100 (20)'),
  cursor: z.string().max(2_000).optional().describe('The nextCursor of the page before'),
  includeTotal: z.boolean().default(false).describe('Also count all that match (false)'),
}

/** What somebody typed into a search box; a blank one asks for everything, as no box does. */
export const searchQuery = prose(200)
  .transform((text) => text.trim() || undefined)
  .optional()

/** What every list answers as its `meta`. */
export const pageMeta = z
  .object({
    limit: z.int(),
    nextCursor: z.string().nullable().describe('For the next page; null on the last one'),
    total: z.int().optional().describe('All that match; only when asked for'),
  })
  .meta({ id: 'PageMeta' })

export type PageMeta = z.output<typeof pageMeta>
