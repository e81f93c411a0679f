import { expect, test } from 'vitest'

import { keysUnder } from './keys-under.ts'
import { read } from './read.ts'
import type { StorageUnderTest } from './storage-under-test.ts'

const minutes = { contentType: 'image/png', expiresInSeconds: 900 }

/** What a presigned PUT promises, and what it refuses, on every driver. */
export const describePresignedPuts = ({ make, send }: StorageUnderTest): void => {
  const put = async (
    change: (url: string) => string,
    contentType = minutes.contentType,
  ): Promise<{ readonly status: number; readonly kept: string[] }> => {
    const storage = await make()
    const { url, expiresAt } = await storage.presignPut('a/b.png', minutes)
    const to = { url: change(url), expiresAt }
    const status = await send(storage, to, { body: 'x', contentType })
    return { status, kept: await keysUnder(storage, '') }
  }
  const refused = { status: 403, kept: [] }

  test('a presigned PUT is taken as it was promised', async () => {
    const storage = await make()
    const before = Date.now()
    const to = await storage.presignPut('a/b.png', minutes)
    expect(Math.abs(to.expiresAt.getTime() - before - 900_000)).toBeLessThan(5000)
    expect(await send(storage, to, { body: 'bytes', contentType: 'image/png' })).toBe(200)
    expect(await read(storage, 'a/b.png')).toBe('bytes')
    expect(await storage.head('a/b.png')).toMatchObject({ sizeBytes: 5, contentType: 'image/png' })
  })

  test('a presigned PUT of another type is refused', async () => {
    expect(await put((url) => url, 'text/html')).toEqual(refused)
  })

  test('a presigned PUT to another key is refused', async () => {
    expect(await put((url) => url.replace('a/b.png', 'a/c.png'))).toEqual(refused)
  })

  test('a presigned PUT that was lengthened is refused', async () => {
    expect(await put((url) => url.replace(/(expires=)\d+/i, '$199999999999999'))).toEqual(refused)
  })

  test('a presigned PUT ends in time', async () => {
    const storage = await make()
    const to = await storage.presignPut('a/b.png', { ...minutes, expiresInSeconds: 1 })
    const late = () => send(storage, to, { body: 'x', contentType: 'image/png' })
    await expect.poll(late, { timeout: 10_000, interval: 300 }).toBe(403)
  })
}
