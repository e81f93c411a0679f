import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { localStorage } from '@cartwright/platform/storage/local-storage'
import { afterAll, expect, it } from 'vitest'

import { buildApp } from '../../app.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const folder = await mkdtemp(join(tmpdir(), 'cartwright-streaming-'))
const api = await createTestApi()
const storage = localStorage({
  folder,
  publicBaseUrl: 'https://files.example',
  signingSecret: 'secret of the test',
})
const app = await buildApp({ ...api.runtime, storage })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
afterAll(async () => {
  await app.close()
  await api[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
const shop = await createTestShop(api)

const MB = 1024 * 1024
const FILE_BYTES = 25 * MB
const chunk = Buffer.alloc(64 * 1024, 'x')

const LINE_END = Buffer.from('\r\n')
const FORM_END = Buffer.from('--b--\r\n')

function partHead(name: string): Buffer {
  return Buffer.from(
    `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}.pdf"\r\ncontent-type: application/pdf\r\n\r\n`,
  )
}

/** The parts of a form, a piece at a time: the sender holds no more than one. */
function* form(files: number, head: Buffer): Generator<Buffer> {
  for (let at = 0; at < files; at += 1) {
    yield partHead(`${at}`)
    yield head
    for (let left = FILE_BYTES - head.length; left > 0; left -= chunk.length) {
      yield chunk.subarray(0, left)
    }
    yield LINE_END
  }
  yield FORM_END
}

/** Sends everything before it listens, as most senders do. Answers what the server said. */
async function post(pieces: Iterable<Buffer>): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  const lines = Object.entries({
    ...shop.apiKey,
    host: 'api.test',
    'transfer-encoding': 'chunked',
    'content-type': 'multipart/form-data; boundary=b',
  }).map(([name, value]) => `${name}: ${value}`)
  socket.write(`POST /api/v1/media HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  for (const piece of pieces) {
    socket.write(`${piece.length.toString(16)}\r\n`)
    socket.write(piece)
    if (!socket.write('\r\n')) await once(socket, 'drain')
  }
  socket.write('0\r\n\r\n')
  let heard = ''
  for await (const piece of socket) {
    heard += String(piece)
    const [head = '', body = ''] = heard.split('\r\n\r\n')
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1])
    if (Buffer.byteLength(body) >= length) break
  }
  return heard
}

it('ten files of 25 MB go by without being gathered in memory', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage: unknown = runInNewContext('gc')
  const inUse = () => {
    if (typeof collectGarbage === 'function') collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = inUse()
  const looks: number[] = []
  const watch = setInterval(() => looks.push(inUse()), 200)
  const answer = await post(form(10, testFiles.pdf))
  clearInterval(watch)
  expect(answer).toMatch(/^HTTP\/1.1 201/)
  expect(answer.match(/"sizeBytes":26214400/g)).toHaveLength(10)
  expect(looks.length).toBeGreaterThan(2)
  expect((Math.max(...looks) - before) / MB).toBeLessThan(64)
}, 60_000)

it('files that arrive in one piece keep their own bytes', async () => {
  const contents = [16, 40, 64, 17, 128, 90].map((size) =>
    Buffer.concat([testFiles.pdf, randomBytes(size * 1024)]),
  )
  const parts = contents.flatMap((bytes, at) => [partHead(`own-${at}`), bytes, LINE_END])
  expect(await post([Buffer.concat([...parts, FORM_END])])).toMatch(/^HTTP\/1.1 201/)
  const rows = await api.runtime.db
    .selectFrom('media')
    .select(['filename', 'key'])
    .where('filename', 'like', 'own-%')
    .orderBy('filename')
    .execute()
  expect(rows).toHaveLength(contents.length)
  for (const [at, { key }] of rows.entries()) {
    const stored = await buffer((await storage.get(key)) ?? Readable.from([]))
    expect(contents[at]?.equals(stored)).toBe(true)
  }
})

it('a sender of ten files hears that the first is refused, and nothing of them stays', async () => {
  const count = async () => (await readdir(folder, { recursive: true })).length
  const before = await count()
  const answer = await post(form(10, Buffer.from('Not a PDF.')))
  expect(answer).toMatch(/^HTTP\/1.1 415[^]*\r\n\r\n\{"error":"[^"]+"\}$/)
  expect(await count()).toBe(before)
}, 60_000)
