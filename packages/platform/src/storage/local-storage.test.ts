import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeStorage } from './describe-storage.ts'
import { localStorage } from './local-storage.ts'
import { sendUpload } from './testing/send-upload.ts'
import { startUploadServer } from './testing/upload-server.ts'

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
    publicBaseUrl: server.url,
    signingSecret: 'secret',
  })

const png = { contentType: 'image/png' }

const server = await startUploadServer()
afterAll(() => server[Symbol.asyncDispose]())

describeStorage('local storage', {
  make: async () => {
    const storage = open(newFolder())
    server.use(storage)
    return storage
  },
  holdsNothing: true,
  send: sendUpload,
})

test('what a crash left of an upload is forgotten once it is old, and not before', async () => {
  const folder = newFolder()
  const storage = open(folder)
  await storage.put('kept', Buffer.from('x'), png)
  const left = join(folder, 'incoming', 'left')
  await writeFile(left, 'half')
  expect(await storage.forgetUnfinished(new Date(Date.now() - 60_000))).toBe(0)
  expect(await storage.forgetUnfinished(new Date(Date.now() + 60_000))).toBe(1)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
  expect(await storage.head('kept')).not.toBeNull()
})

test('bytes whose facts a crash kept from being written are forgotten once they are old', async () => {
  const folder = newFolder()
  const storage = open(folder)
  await storage.put('kept', Buffer.from('x'), png)
  await storage.put('a/half', Buffer.from('half'), png)
  await rm(join(folder, 'objects', 'a', 'half@facts.json'))
  expect(await storage.forgetUnfinished(new Date(Date.now() - 60_000))).toBe(0)
  expect(await storage.forgetUnfinished(new Date(Date.now() + 60_000))).toBe(1)
  expect(await readdir(join(folder, 'objects', 'a'))).toEqual([])
  expect(await storage.head('kept')).not.toBeNull()
})

test('objects survive a restart', async () => {
  const folder = newFolder()
  const { sha256 } = await open(folder).put('a/b', Buffer.from('kept'), png)
  expect(await open(folder).head('a/b')).toEqual({
    sizeBytes: 4,
    etag: sha256,
    isFinal: true,
    ...png,
  })
})

test('an object replaced while it is settled is the new one, whole and provisional', async () => {
  const folder = newFolder()
  const storage = open(folder)
  const options = { ...png, isProvisional: true }
  for (let round = 0; round < 40; round += 1) {
    const { sha256 } = await storage.put('a', Buffer.from('one'), options)
    const replaced = storage.put('a', Buffer.from('three'), options)
    await setTimeout(round / 8)
    await Promise.all([replaced, storage.settle('a', sha256)])
    expect(await storage.head('a')).toMatchObject({ sizeBytes: 5, isFinal: false })
  }
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
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

test.each([
  [true, 0],
  [false, 100_000],
])('bytes handed over (%s) are kept, and only their memory is free', async (handsOver, left) => {
  const bytes = new Uint8Array(new ArrayBuffer(100_000)).fill(1)
  const storage = open(newFolder())
  await storage.put('a', Readable.from([bytes]), { ...png, handsOver })
  expect(await buffer((await storage.get('a')) ?? Readable.from([]))).toEqual(
    Buffer.alloc(100_000, 1),
  )
  expect(bytes).toHaveLength(left)
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
