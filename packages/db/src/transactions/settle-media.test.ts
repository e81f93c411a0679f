import { afterAll, describe, expect, it } from 'vitest'

import { countFiles } from '../queries/media-usage.ts'
import type { MediaDraft } from '../queries/media.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { addMediaStore, mediaDraftOf } from '../testing/test-media.ts'
import { admitMedia } from './admit-media.ts'
import { settleMedia, type UploadOutcome } from './settle-media.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date('2026-03-01T12:00:00Z')

const came = (sizeBytes = 900): UploadOutcome => ({
  status: 'ready',
  facts: { kind: 'image', mimeType: 'image/png', sizeBytes, sha256: null, width: 3, height: 2 },
})

async function announce(storeId: string, draft: Partial<MediaDraft> = {}): Promise<string> {
  const coming = mediaDraftOf(storeId, { status: 'pending', sizeBytes: 0, ...draft })
  await db.transaction().execute((trx) => admitMedia(trx, { storeId, drafts: [coming] }))
  return coming.id
}

const settle = (storeId: string, mediaId: string, outcome: UploadOutcome) =>
  db.transaction().execute((trx) => settleMedia(trx, { storeId, mediaId, outcome, now }))

const buried = async (storeId: string) => {
  const rows = db.selectFrom('mediaTombstones').select('key').where('storeId', '=', storeId)
  return (await rows.orderBy('key').execute()).map(({ key }) => key)
}

describe('an announced upload', () => {
  it('becomes what was found', async () => {
    const { storeId } = await addMediaStore(db)
    const mediaId = await announce(storeId)
    expect(await settle(storeId, mediaId, came())).toMatchObject({
      status: 'ready',
      mimeType: 'image/png',
      sizeBytes: 900,
      width: 3,
    })
    expect(await buried(storeId)).toEqual([])
  })

  it('is decided once, however many ask at once', async () => {
    const { storeId } = await addMediaStore(db)
    const mediaId = await announce(storeId)
    const outcomes = [came(), { status: 'failed', failure: 'empty' }, came(), came()] as const
    const rows = await Promise.all(outcomes.map((outcome) => settle(storeId, mediaId, outcome)))
    expect(new Set(rows.map((row) => row?.status)).size).toBe(1)
  })

  it('that was refused is deleted from storage, with the copies it could have', async () => {
    const { storeId } = await addMediaStore(db)
    const announced = { key: 'shops/a/products/mug.jpg', retention: 'library' } as const
    const mediaId = await announce(storeId, announced)
    const failed = await settle(storeId, mediaId, { status: 'failed', failure: 'kind_mismatch' })
    expect(failed).toMatchObject({
      status: 'failed',
      failure: 'kind_mismatch',
      retention: 'managed',
    })
    expect(await buried(storeId)).toEqual([
      'shops/a/products/mug.jpg',
      'shops/a/products/mug.jpg.1600.webp',
      'shops/a/products/mug.jpg.240.webp',
      'shops/a/products/mug.jpg.480.webp',
      'shops/a/products/mug.jpg.960.webp',
    ])
  })

  it('fails when there is no room for more than was announced', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 1_000 })
    const [small, large] = [await announce(storeId), await announce(storeId)]
    expect(await settle(storeId, small, came(600))).toMatchObject({ status: 'ready' })
    expect(await settle(storeId, large, came(600))).toMatchObject({
      status: 'failed',
      failure: 'quota_exceeded',
    })
  })

  it('that was refused takes no room any more', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 1_000 })
    const mediaId = await announce(storeId, { sizeBytes: 900, declaredSizeBytes: 900 })
    const failed = await settle(storeId, mediaId, { status: 'failed', failure: 'empty' })
    expect(failed).toMatchObject({ status: 'failed', sizeBytes: 0 })
    expect(await announce(storeId, { declaredSizeBytes: 900 })).toBeDefined()
    expect(await countFiles(db, storeId)).toContainEqual({
      status: 'failed',
      kind: 'image',
      count: 1,
      sizeBytes: 0,
    })
  })

  it('of another store does not exist', async () => {
    const [mine, other] = [await addMediaStore(db), await addMediaStore(db)]
    expect(await settle(mine.storeId, await announce(other.storeId), came())).toBeUndefined()
  })
})
