import { z } from 'zod'

const bytes = z.int().min(0).describe('Bytes of originals')

const count = z.int().min(0)

const fileCount = z.object({ count, sizeBytes: bytes })

/** What the files of a store come to, and what the next collection would take. */
export const mediaUsage = z.object({
  quotaBytes: bytes.describe('How many bytes the store may keep; 0: no limit'),
  graceDays: count.describe('Days that a file stays after nothing uses it any more'),
  byStatus: z.object({
    ready: fileCount,
    pending: fileCount.describe('Announced uploads, with the bytes that were announced'),
    failed: fileCount,
  }),
  byKind: z.object({ image: fileCount, video: fileCount, document: fileCount }),
  unused: fileCount.describe('Kept only while something uses them, which nothing does'),
  deleting: count.describe('Deleted objects, copies among them, that storage has still to delete'),
  nextCollection: z.object({
    unused: fileCount.describe('Unused files whose grace is over'),
    overdueUploads: count.describe('Announced uploads that are awaited no longer'),
  }),
})

export type MediaUsage = z.output<typeof mediaUsage>
