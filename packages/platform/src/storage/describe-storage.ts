import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { describe, expect, test } from 'vitest'

import { sha256Hex } from '../crypto/sha256.ts'
import type { Storage } from './storage.ts'
import { describePresignedPosts } from './testing/describe-presigned-posts.ts'
import { describePresignedPuts } from './testing/describe-presigned-puts.ts'
import { describeNotSettling, describeSettling } from './testing/describe-settling.ts'
import { keysUnder } from './testing/keys-under.ts'
import { read } from './testing/read.ts'
import type { StorageUnderTest } from './testing/storage-under-test.ts'
import { watchMemory } from './testing/watch-memory.ts'

const png = { contentType: 'image/png' }

const breakingAfter = (chunk: string, error: Error | null): Readable =>
  Readable.from(
    (function* () {
      yield Buffer.from(chunk)
      if (error !== null) throw error
    })(),
  )

const keeping = (make: () => Promise<Storage>): void => {
  test('an object comes back as it was put, with size, hash and type', async () => {
    const storage = await make()
    const text = 'grüße'
    const bytes = Buffer.from(text)
    const expected = { sizeBytes: 7, sha256: sha256Hex(text), ...png }
    expect(await storage.put('a/b.png', bytes, png)).toEqual({ key: 'a/b.png', ...expected })
    expect(await storage.put('a/c.png', Readable.from([bytes]), png)).toMatchObject(expected)
    expect(await read(storage, 'a/b.png')).toBe(text)
    expect(await read(storage, 'a/c.png')).toBe(text)
    expect(await storage.head('a/b.png')).toMatchObject({ sizeBytes: 7, ...png })
  })

  test('an empty object is an object', async () => {
    const storage = await make()
    await storage.put('empty', Buffer.alloc(0), png)
    expect(await read(storage, 'empty')).toBe('')
    expect(await storage.head('empty')).toMatchObject({ sizeBytes: 0 })
  })

  test('a part is read by its first and last byte', async () => {
    const storage = await make()
    await storage.put('x', Buffer.from('0123456789'), png)
    const part = await storage.get('x', { start: 2, end: 4 })
    expect(part === null ? null : (await buffer(part)).toString()).toBe('234')
  })

  test('a second put replaces the first, and the etag tells', async () => {
    const storage = await make()
    await storage.put('x', Buffer.from('one'), png)
    const before = await storage.head('x')
    await storage.put('x', Buffer.from('three'), { contentType: 'text/plain' })
    expect(await read(storage, 'x')).toBe('three')
    const after = await storage.head('x')
    expect(after).toMatchObject({ sizeBytes: 5, contentType: 'text/plain' })
    expect(after?.etag).not.toBe(before?.etag)
  })
}

const finding = (make: () => Promise<Storage>): void => {
  test('what was never put is not there', async () => {
    const storage = await make()
    expect(await storage.get('nothing')).toBeNull()
    expect(await storage.head('nothing')).toBeNull()
    expect(await keysUnder(storage, 'nothing/')).toEqual([])
  })

  test('a deleted object is gone, and deleting again is no error', async () => {
    const storage = await make()
    await storage.put('x', Buffer.from('one'), png)
    await storage.delete('x')
    expect(await storage.get('x')).toBeNull()
    expect(await storage.head('x')).toBeNull()
    expect(await keysUnder(storage, '')).toEqual([])
    await storage.delete('x')
  })

  test('listing goes by prefix, in order, and never beyond it', async () => {
    const storage = await make()
    for (const key of ['s1/b', 's1/a/z', 's10/a', 's2/a', 's1', 's1/a']) {
      await storage.put(key, Buffer.from(key), png)
    }
    expect(await keysUnder(storage, 's1/')).toEqual(['s1/a', 's1/a/z', 's1/b'])
    expect(await keysUnder(storage, 's1')).toEqual(['s1', 's1/a', 's1/a/z', 's1/b', 's10/a'])
    for await (const object of storage.list('s2/')) {
      expect(object.sizeBytes).toBe(4)
      expect(object.modifiedAt).toBeGreaterThan(Date.UTC(2025, 0))
    }
  })

  test('the public address ends in the key', async () => {
    const storage = await make()
    expect(storage.publicUrl('shops/a/b.webp')).toMatch(/^https?:\/\/[^?]+\/shops\/a\/b\.webp$/)
  })
}

const breaking = (make: () => Promise<Storage>): void => {
  test('an upload that breaks off leaves nothing', async () => {
    const storage = await make()
    const broken = breakingAfter('half', new Error('connection reset'))
    await expect(storage.put('x', broken, png)).rejects.toMatchObject({ kind: 'interrupted' })
    expect(await storage.head('x')).toBeNull()
    expect(await storage.get('x')).toBeNull()
    expect(await keysUnder(storage, '')).toEqual([])
  })

  test('a source destroyed in the middle, or before, leaves nothing', async () => {
    const storage = await make()
    const stalled = new Readable({ read: () => undefined })
    stalled.push('half')
    const upload = storage.put('x', stalled, png)
    setImmediate(() => stalled.destroy())
    await expect(upload).rejects.toMatchObject({ kind: 'interrupted' })
    await expect(storage.put('y', stalled, png)).rejects.toMatchObject({ kind: 'interrupted' })
    expect(await keysUnder(storage, '')).toEqual([])
  })

  test('a body that breaks before it is read is reported, and harms nobody else', async () => {
    const storage = await make()
    const broken = new Readable({ read: () => undefined })
    const upload = storage.put('x', broken, png)
    broken.destroy(new Error('connection reset'))
    await expect(upload).rejects.toMatchObject({ kind: 'interrupted' })
    expect(await keysUnder(storage, '')).toEqual([])
  })

  test('a failed replacement leaves the old object whole', async () => {
    const storage = await make()
    await storage.put('x', Buffer.from('old'), png)
    await expect(
      storage.put('x', breakingAfter('new', new Error('gone')), png),
    ).rejects.toMatchObject({ kind: 'interrupted' })
    expect(await read(storage, 'x')).toBe('old')
  })
}

const refusing = (make: () => Promise<Storage>): void => {
  test('one byte over the limit is refused, the limit itself is not', async () => {
    const storage = await make()
    const limited = { ...png, sizeLimitBytes: 4 }
    await storage.put('fits', breakingAfter('1234', null), limited)
    await expect(storage.put('over', breakingAfter('12345', null), limited)).rejects.toMatchObject({
      kind: 'too_large',
    })
    await expect(storage.put('over', Buffer.from('12345'), limited)).rejects.toMatchObject({
      kind: 'too_large',
    })
    expect(await keysUnder(storage, '')).toEqual(['fits'])
  })

  test.each(['../x', '/etc/passwd', 'a/../../x', 'a\u0000b', '', 'a//b', '.ssh/x'])(
    'the key %j is refused everywhere',
    async (key) => {
      const storage = await make()
      const refused = { kind: 'invalid_key' }
      await expect(storage.put(key, Buffer.from('x'), png)).rejects.toMatchObject(refused)
      await expect(storage.get(key)).rejects.toMatchObject(refused)
      await expect(storage.head(key)).rejects.toMatchObject(refused)
      await expect(storage.delete(key)).rejects.toMatchObject(refused)
      await expect(storage.settle(key, 'x')).rejects.toMatchObject(refused)
      expect(() => storage.publicUrl(key)).toThrow('object key')
    },
  )

  test('twenty uploads at once do not mix', async () => {
    const storage = await make()
    const keys = Array.from({ length: 20 }, (_, index) => `many/${index}`)
    await Promise.all(keys.map((key) => storage.put(key, breakingAfter(key, null), png)))
    for (const key of keys) expect(await read(storage, key)).toBe(key)
  })
}

const megabyteBytes = 1024 * 1024

const holdingLittle = ({ make }: StorageUnderTest): void => {
  test('a large upload costs little memory, and comes back whole', async () => {
    const storage = await make()
    const memory = watchMemory()
    const large = Readable.from(
      (function* () {
        for (let count = 0; count < 64; count += 1) {
          if (count % 4 === 0) memory.look()
          yield Buffer.alloc(megabyteBytes, count)
        }
      })(),
    )
    const stored = await storage.put('large', large, png)
    expect(stored.sizeBytes).toBe(64 * megabyteBytes)
    const hash = createHash('sha256')
    let readBytes = 0
    for await (const part of (await storage.get('large')) ?? []) {
      hash.update(part)
      readBytes += part.length
      if (readBytes % (4 * megabyteBytes) < part.length) memory.look()
    }
    expect(hash.digest('hex')).toBe(stored.sha256)
    expect(memory.peakBytes()).toBeLessThan(24 * megabyteBytes)
  })
}

const breakingLate = ({ make }: StorageUnderTest): void => {
  test('an upload that breaks off after megabytes leaves nothing, not even unfinished', async () => {
    const storage = await make()
    // Elsewhere in a bucket, what is unfinished is not looked for.
    const key = 'stores/x'
    const megabyte = Buffer.alloc(megabyteBytes)
    const broken = Readable.from(
      (function* () {
        for (let count = 0; count < 12; count += 1) yield megabyte
        throw new Error('connection reset')
      })(),
    )
    await expect(storage.put(key, broken, png)).rejects.toMatchObject({ kind: 'interrupted' })
    const many = Readable.from(Array.from({ length: 12 }, () => megabyte))
    const limited = { ...png, sizeLimitBytes: 11 * megabyteBytes }
    await expect(storage.put(key, many, limited)).rejects.toMatchObject({ kind: 'too_large' })
    expect(await keysUnder(storage, '')).toEqual([])
    expect(await storage.forgetUnfinished(new Date(Date.now() + 60_000))).toBe(0)
  })
}

const listing = (make: () => Promise<Storage>): void => {
  test('a list goes on beyond what one answer holds', async () => {
    const storage = await make()
    const keys = Array.from({ length: 1050 }, (_, index) => `many/${1000 + index}`)
    const left = [...keys]
    const putNext = async (): Promise<void> => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) {
        await storage.put(key, Buffer.from('x'), png)
      }
    }
    await Promise.all(Array.from({ length: 20 }, putNext))
    expect(await keysUnder(storage, 'many/')).toEqual(keys)
  })

  test('every character a key may have is kept', async () => {
    const storage = await make()
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const key = `${letters}${letters.toUpperCase()}/0123456789._-/-a..b__c`
    await storage.put(key, Buffer.from('x'), png)
    expect(await read(storage, key)).toBe('x')
    expect(await keysUnder(storage, '')).toEqual([key])
    await storage.delete(key)
    expect(await keysUnder(storage, '')).toEqual([])
  })

  test('of uploads to one key at the same moment one stays, whole', async () => {
    const storage = await make()
    const texts = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(100 + index))
    const puts = texts.map((text) => storage.put('x', breakingAfter(text, null), png))
    await Promise.all(puts)
    const kept = (await read(storage, 'x')) ?? ''
    expect(texts).toContain(kept)
    const head = await storage.head('x')
    expect(head?.sizeBytes).toBe(kept.length)
  })
}

/** A storage server on a busy machine takes its time over so much. */
const slow = { timeout: 90_000 }

/** The promises of `Storage`, as tests that every driver must pass. */
export const describeStorage = (name: string, subject: StorageUnderTest): void => {
  const { make } = subject
  describe(`${name} keeps objects`, () => {
    keeping(make)
  })
  describe(`${name} finds objects`, () => {
    finding(make)
  })
  describe(`${name} survives broken uploads`, () => {
    breaking(make)
  })
  describe(`${name} refuses`, () => {
    refusing(make)
  })
  describe(`${name} holds large objects`, slow, () => {
    if (subject.holdsNothing) holdingLittle(subject)
    breakingLate(subject)
  })
  describe(`${name} lists and replaces`, slow, () => {
    listing(make)
  })
  describe(`${name} takes what was presigned`, () => {
    describePresignedPuts(subject)
    describePresignedPosts(subject)
  })
  describe(`${name} settles`, () => {
    describeSettling(subject)
    describeNotSettling(subject)
  })
}
