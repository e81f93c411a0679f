import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterAll, expect, test } from 'vitest'

import { memoryStorage } from './memory-storage.ts'
import type { MemoryStorage } from './memory-storage.ts'
import { startUploadServer } from './testing/upload-server.ts'

const server = await startUploadServer()
afterAll(() => server[Symbol.asyncDispose]())

const open = (): MemoryStorage => {
  const storage = memoryStorage({ publicBaseUrl: server.url })
  server.use(storage)
  return storage
}

const form = { contentType: 'image/png', minBytes: 1, maxBytes: 100, expiresInSeconds: 60 }
const end = '--b--\r\n'

const part = (name: string, value: string, rest = ''): string =>
  `--b\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n${value}\r\n`

/** Says exactly these bytes and no more; answers what comes back. */
const say = async (body: string, promisedBytes = body.length): Promise<string> => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  const head = [
    'POST /signed HTTP/1.1',
    'host: x',
    'connection: close',
    'content-type: multipart/form-data; boundary=b',
    `content-length: ${promisedBytes}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  if (promisedBytes > body.length) socket.end()
  return text(socket)
}

const fieldsOf = async (storage: MemoryStorage): Promise<string> => {
  const { fields } = await storage.presignPost('a.png', form)
  return Object.entries(fields)
    .map(([name, value]) => part(name, value))
    .join('')
}

test('a form is taken, with or without a name for its file', async () => {
  const storage = open()
  for (const rest of ['', '; filename="x.png"']) {
    const answer = await say((await fieldsOf(storage)) + part('file', 'bytes', rest) + end)
    expect(answer).toMatch(/^HTTP\/1\.1 204 /)
    expect(await storage.head('a.png')).toMatchObject({ sizeBytes: 5 })
  }
})

test('what stands behind the file cannot change where it goes', async () => {
  const storage = open()
  const behind = part('file', 'bytes') + part('key', 'b.png')
  const answer = await say((await fieldsOf(storage)) + behind + end)
  expect(answer).toMatch(/^HTTP\/1\.1 204 /)
  expect(storage.keys()).toEqual(['a.png'])
})

test('a field behind the file counts as missing', async () => {
  const storage = open()
  const answer = await say(part('file', 'bytes') + (await fieldsOf(storage)) + end)
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  expect(storage.keys()).toEqual([])
})

test('a form without a file, and what only looks like a form, are malformed', async () => {
  const storage = open()
  for (const body of [(await fieldsOf(storage)) + end, 'nonsense']) {
    expect(await say(body)).toContain('MalformedPOSTRequest')
  }
})

test('a form that breaks off in its file leaves nothing, nor does one that ends there', async () => {
  const storage = open()
  const body = `${await fieldsOf(storage)}--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nhalf`
  await say(body, body.length + 50)
  expect(await say(body)).toContain('IncompleteBody')
  expect(storage.keys()).toEqual([])
})
