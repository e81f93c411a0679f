import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterAll, expect, test, vi } from 'vitest'

import { memoryStorage } from './memory-storage.ts'
import type { MemoryStorage } from './memory-storage.ts'
import { receiveSignedPost, receiveSignedPut } from './receive-signed-upload.ts'
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

/** How an upload ends whose sender says this and goes away as soon as all of it has come, while the
 *  server still asks itself whether it may. */
const outcomeOfGone = async (
  body: string,
  head: string,
  receive: (request: IncomingMessage, isClosed: () => Promise<boolean>) => Promise<unknown>,
): Promise<unknown> => {
  const arrived = Promise.withResolvers<IncomingMessage>()
  const outcome = Promise.withResolvers<unknown>()
  await using gone = createServer((request) => {
    arrived.resolve(request)
    const closed = new Promise((resolve) => request.once('close', resolve))
    const isClosed = () => closed.then(() => false)
    outcome.resolve(receive(request, isClosed))
  })
  await once(gone.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((gone.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`${head}\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`)
  const request = await arrived.promise
  // In pieces, so that some of it is still waiting to be read.
  for (let at = 0; at < body.length; at += 40_000) {
    socket.write(body.slice(at, at + 40_000))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await vi.waitFor(() => expect(request.complete).toBe(true))
  socket.destroy()
  return outcome.promise
}

const INCOMPLETE = { status: 400, code: 'IncompleteBody' }
const large = { ...form, maxBytes: 1_000_000 }

test('a PUT whose sender has gone before it is looked at ends, and leaves nothing', async () => {
  const storage = memoryStorage({ publicBaseUrl: server.url })
  const { searchParams: query } = new URL((await storage.presignPut('a.png', large)).url)
  const outcome = await outcomeOfGone(
    'x'.repeat(40_000),
    'PUT /signed/a.png HTTP/1.1\r\ncontent-type: image/png',
    (request, isClosed) =>
      receiveSignedPut({ storage, request, isClosed }, { key: 'a.png', query }),
  )
  expect(outcome).toEqual(INCOMPLETE)
  expect(storage.keys()).toEqual([])
})

test('a form whose sender has gone before its file is looked at ends, and leaves nothing', async () => {
  const storage = memoryStorage({ publicBaseUrl: server.url })
  const { fields } = await storage.presignPost('a.png', large)
  const said = Object.entries(fields).map(([name, value]) => part(name, value))
  const outcome = await outcomeOfGone(
    said.join('') + part('file', 'x'.repeat(120_000)) + end,
    'POST /signed HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=b',
    (request, isClosed) => receiveSignedPost({ storage, request, isClosed }),
  )
  expect(outcome).toEqual(INCOMPLETE)
  expect(storage.keys()).toEqual([])
})

test('a form whose sender has gone before it is read at all is malformed', async () => {
  const storage = memoryStorage()
  const outcome = await outcomeOfGone(
    part('file', 'bytes') + end,
    'POST /signed HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=b',
    async (request, closed) => {
      await closed()
      return receiveSignedPost({ storage, request })
    },
  )
  expect(outcome).toMatchObject({ code: 'MalformedPOSTRequest' })
})
