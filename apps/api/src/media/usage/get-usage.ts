import { type MediaUsage, mediaUsage } from '@cartwright/contract/resources/media-usage'
import {
  countFiles,
  type FileCount,
  type FileGroup,
  forecastCollection,
} from '@cartwright/db/queries/media-usage'
import { UPLOAD_WAIT_MS } from '@cartwright/domain/media/collection-times'
import { z } from 'zod'

import { libraryOperation } from '../../operation/operation.ts'

export const getMediaUsage = libraryOperation({
  method: 'GET',
  path: '/api/v1/media/usage',
  status: 200,
  permission: 'media:read',
  summary: 'Count the files of the store',
  description: 'How many there are and how large, and what the next collection would delete.',
  input: z.strictObject({}),
  output: mediaUsage,
  errors: [],
}).query(async ({ ctx }): Promise<MediaUsage> => {
  const { db, storeId, now } = ctx
  const groups = await countFiles(db, storeId)
  const announcedBefore = new Date(now.getTime() - UPLOAD_WAIT_MS)
  const forecast = await forecastCollection(db, storeId, { now, announcedBefore })
  if (forecast === undefined) return ctx.fail('not_found')
  const { collectable, overdue, ...usage } = forecast
  return {
    ...usage,
    byStatus: {
      ready: total(groups, ({ status }) => status === 'ready'),
      pending: total(groups, ({ status }) => status === 'pending'),
      failed: total(groups, ({ status }) => status === 'failed'),
    },
    byKind: {
      image: total(groups, ({ kind }) => kind === 'image'),
      video: total(groups, ({ kind }) => kind === 'video'),
      document: total(groups, ({ kind }) => kind === 'document'),
    },
    nextCollection: { unused: collectable, overdueUploads: overdue },
  }
})

function total(groups: readonly FileGroup[], isMeant: (group: FileGroup) => boolean): FileCount {
  return groups.filter(isMeant).reduce(
    (sum, group) => ({
      count: sum.count + group.count,
      sizeBytes: sum.sizeBytes + group.sizeBytes,
    }),
    { count: 0, sizeBytes: 0 },
  )
}
