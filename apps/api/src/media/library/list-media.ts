import { searchQuery } from '@cartwright/contract/page'
import { libraryMedia } from '@cartwright/contract/resources/media'
import { listMedia as list } from '@cartwright/db/queries/media-list'
import { z } from 'zod'

import { libraryOperation } from '../../operation/operation.ts'
import { libraryMediaResource } from '../media-resource.ts'

export const listMedia = libraryOperation({
  method: 'GET',
  path: '/api/v1/media',
  status: 200,
  permission: 'media:read',
  summary: 'List the files of the library, newest first',
  description: 'Files that are still awaited, or turned out to be broken, are not listed.',
  input: z.strictObject({
    limit: z.int().min(1).max(100).default(24).describe('At most so many, 1 to 100 (24)'),
    offset: z.int().min(0).default(0).describe('So many are passed over (0)'),
    kind: z.enum(['image', 'video', 'document']).optional(),
    query: searchQuery.describe('Part of the file name or the alternative text'),
  }),
  output: z.object({
    data: z.array(libraryMedia),
    meta: z.object({
      count: z.int().describe('All that match, on all pages'),
      limit: z.int(),
      offset: z.int(),
    }),
  }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { limit, offset, kind = null, query: text = null } = input
  const { rows, count } = await list(ctx.db, { storeId: ctx.storeId, kind, text, limit, offset })
  return {
    data: rows.map((row) => libraryMediaResource(row, ctx.storage)),
    meta: { count, limit, offset },
  }
})
