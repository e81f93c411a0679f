import { expect, test } from 'vitest'

import type { Storage } from '../storage.ts'
import { read } from './read.ts'
import type { StorageUnderTest } from './storage-under-test.ts'

const key = 'a/b.png'
const contentType = 'image/png'
const terms = { contentType, expiresInSeconds: 900 }

type Sender = (storage: Storage, body: string) => Promise<number>

const putWith =
  (send: StorageUnderTest['send']): Sender =>
  async (storage, body) =>
    send(storage, await storage.presignPut(key, terms), { body, contentType })

const postWith =
  (send: StorageUnderTest['send']): Sender =>
  async (storage, body) =>
    send(storage, await storage.presignPost(key, { ...terms, minBytes: 1, maxBytes: 9 }), { body })

const etagOf = async (storage: Storage): Promise<string> =>
  (await storage.head(key))?.etag ?? 'none'

/** Until when what a sender puts straight to storage may still be replaced, on every driver. */
export const describeSettling = ({ make, send }: StorageUnderTest): void => {
  test('what we put ourselves is final at once', async () => {
    const storage = await make()
    await storage.put(key, Buffer.from('x'), { contentType })
    expect(await storage.head(key)).toMatchObject({ isFinal: true })
  })

  test.each([
    ['PUT', putWith(send)],
    ['POST', postWith(send)],
  ])('a presigned %s is provisional until it is settled, and stays what it is', async (_, sent) => {
    const storage = await make()
    await sent(storage, 'bytes')
    const before = await storage.head(key)
    expect(before).toMatchObject({ isFinal: false })
    expect(await storage.settle(key, await etagOf(storage))).toBe(true)
    expect(await storage.head(key)).toEqual({ ...before, isFinal: true })
    expect(await read(storage, key)).toBe('bytes')
  })

  const put = putWith(send)

  test('what is settled may be settled again', async () => {
    const storage = await make()
    await put(storage, 'bytes')
    const etag = await etagOf(storage)
    expect([await storage.settle(key, etag), await storage.settle(key, etag)]).toEqual([true, true])
    expect(await storage.head(key)).toEqual({ sizeBytes: 5, contentType, etag, isFinal: true })
  })
}

/** What is not the object that somebody looked at is not settled, on any driver. */
export const describeNotSettling = ({ make, send }: StorageUnderTest): void => {
  const put = putWith(send)

  test('another object than the one that was looked at is not settled', async () => {
    const storage = await make()
    await put(storage, 'one')
    const etag = await etagOf(storage)
    await put(storage, 'three')
    const other = await storage.head(key)
    expect(await storage.settle(key, etag)).toBe(false)
    expect(await storage.head(key)).toEqual(other)
    expect(await read(storage, key)).toBe('three')
  })

  test('what takes the place of a settled object is provisional again', async () => {
    const storage = await make()
    await put(storage, 'one')
    await storage.settle(key, await etagOf(storage))
    await put(storage, 'three')
    expect(await storage.head(key)).toMatchObject({ sizeBytes: 5, isFinal: false })
  })

  test('what is not there cannot be settled', async () => {
    const storage = await make()
    await put(storage, 'bytes')
    const etag = await etagOf(storage)
    await storage.delete(key)
    expect(await storage.settle(key, etag)).toBe(false)
    expect(await storage.head(key)).toBeNull()
  })
}
