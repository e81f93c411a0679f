import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeStorage } from './describe-storage.ts'
import { localStorage } from './local-storage.ts'

let base = ''
let made = 0
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'cartwright-storage-'))
})
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
})

const newFolder = (): string => {
  made += 1
  return join(base, String(made))
}
const open = (folder: string) =>
  localStorage({
    folder,
    publicBaseUrl: 'http://127.0.0.1:4000/files',
    signingSecret: 'secret',
  })

const png = { contentType: 'image/png' }

describeStorage('local storage', async () => open(newFolder()))

test('objects survive a restart', async () => {
  const folder = newFolder()
  const { sha256 } = await open(folder).put('a/b', Buffer.from('kept'), png)
  expect(await open(folder).head('a/b')).toEqual({ sizeBytes: 4, etag: sha256, ...png })
})

test('a broken upload leaves no file of any kind', async () => {
  const folder = newFolder()
  const broken = Readable.from(
    (function* () {
      yield Buffer.alloc(100_000)
      throw new Error('gone')
    })(),
  )
  await expect(open(folder).put('a', broken, png)).rejects.toMatchObject({ kind: 'interrupted' })
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(files.filter((file) => file.isFile())).toEqual([])
})

test('bytes without facts, as a crash may leave them, are no object', async () => {
  const folder = newFolder()
  const storage = open(folder)
  await storage.put('a', Buffer.from('whole'), png)
  await writeFile(join(folder, 'objects', 'half@data'), 'ha')
  const keys: string[] = []
  for await (const { key } of storage.list('')) keys.push(key)
  expect(keys).toEqual(['a'])
  expect(await storage.get('half')).toBeNull()
})

test('a folder that cannot be written is unavailable, not interrupted', async () => {
  const folder = newFolder()
  await writeFile(folder, 'a file where the folder should be')
  await expect(open(folder).put('a', Buffer.from('x'), png)).rejects.toMatchObject({
    kind: 'unavailable',
  })
})

test('a large upload costs little memory', async () => {
  const chunk = Buffer.alloc(64 * 1024, 7)
  let peakBytes = 0
  const before = process.memoryUsage().arrayBuffers
  const large = Readable.from(
    (function* () {
      for (let count = 0; count < 1600; count += 1) {
        peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers - before)
        yield Buffer.from(chunk)
      }
    })(),
  )
  const stored = await open(newFolder()).put('large', large, png)
  expect(stored.sizeBytes).toBe(1600 * 64 * 1024)
  expect(peakBytes).toBeLessThan(64 * 1024 * 1024)
})
