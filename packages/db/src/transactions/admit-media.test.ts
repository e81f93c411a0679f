import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'

import type { MediaDraft } from '../queries/media.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { addMediaStore, mediaDraftOf } from '../testing/test-media.ts'
import { admitMedia } from './admit-media.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

const admit = (storeId: string, drafts: readonly MediaDraft[]) =>
  db.transaction().execute((trx) => admitMedia(trx, { storeId, drafts }))

const filesOf = async (storeId: string) =>
  (await db.selectFrom('media').select('id').where('storeId', '=', storeId).execute()).length

const jobsOf = async (mediaId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from graphile_worker.jobs where key = ${`process-media:${mediaId}`}
  `.execute(db)
  return rows[0]?.count
}

describe('admitting files', () => {
  it('has every file that is there described, once, and no file that is still to come', async () => {
    const { storeId } = await addMediaStore(db)
    const [here, coming] = [mediaDraftOf(storeId), mediaDraftOf(storeId, { status: 'pending' })]
    await admit(storeId, [here, coming])
    expect([await jobsOf(here.id), await jobsOf(coming.id)]).toEqual([1, 0])
  })

  it('takes all files of an upload or none', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 2_500 })
    const three = [mediaDraftOf(storeId), mediaDraftOf(storeId), mediaDraftOf(storeId)]
    expect(await admit(storeId, three)).toMatchObject({
      ok: false,
      error: {
        code: 'quota_exceeded',
        details: { quotaBytes: 2_500, usedBytes: 0, addedBytes: 3_000 },
      },
    })
    expect(await filesOf(storeId)).toBe(0)
  })

  it('never lets uploads at once pass the quota together', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 5_000 })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => admit(storeId, [mediaDraftOf(storeId)])),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5)
    expect(await filesOf(storeId)).toBe(5)
  })

  it('counts what was announced as if it were there', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 1_500 })
    const coming = { status: 'pending', sizeBytes: 0, declaredSizeBytes: 1_000 } as const
    expect(await admit(storeId, [mediaDraftOf(storeId, coming)])).toMatchObject({ ok: true })
    expect(await admit(storeId, [mediaDraftOf(storeId)])).toMatchObject({ ok: false })
  })

  it('wants room for a byte of what was announced without a size', async () => {
    const { storeId } = await addMediaStore(db, { mediaQuotaBytes: 1_001 })
    const coming = { status: 'pending', sizeBytes: 0 } as const
    await admit(storeId, [mediaDraftOf(storeId)])
    expect(await admit(storeId, [mediaDraftOf(storeId, coming)])).toMatchObject({ ok: true })
    await db
      .updateTable('stores')
      .set({ mediaQuotaBytes: 1_000 })
      .where('id', '=', storeId)
      .execute()
    expect(await admit(storeId, [mediaDraftOf(storeId, coming)])).toMatchObject({
      ok: false,
      error: { code: 'quota_exceeded', details: { usedBytes: 1_000, addedBytes: 1 } },
    })
  })

  it('counts each store for itself, and one without a quota not at all', async () => {
    const [full, free] = [
      await addMediaStore(db, { mediaQuotaBytes: 1_000 }),
      await addMediaStore(db),
    ]
    await admit(full.storeId, [mediaDraftOf(full.storeId)])
    const huge = { sizeBytes: 10 ** 12 }
    expect(await admit(free.storeId, [mediaDraftOf(free.storeId, huge)])).toMatchObject({
      ok: true,
    })
  })
})
