import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, describe, expect, it } from 'vitest'

import { mediaInventory } from '../../testing/media-inventory.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const { png, svg, pdf, mp4, html } = testFiles

/** What the remote server answers, by path. */
const answers: Record<string, (response: ServerResponse) => void> = {
  '/blue%20mug.png': (to) => to.setHeader('content-type', 'image/png').end(png),
  '/blue%20mug.png?v=2': (to) => to.end(png),
  '/untyped': (to) => to.end(png),
  '/bucket/object': (to) => to.setHeader('content-type', 'binary/octet-stream').end(png),
  '/drawing.svg': (to) => to.setHeader('content-type', 'image/svg+xml').end(svg),
  '/moved': (to) => to.writeHead(302, { location: '/blue%20mug.png' }).end(),
  '/lost': (to) => to.writeHead(404).end(),
  '/inside': (to) => to.writeHead(302, { location: `http://127.0.0.1:${port}/untyped` }).end(),
  '/ftp': (to) => to.writeHead(302, { location: 'ftp://files.example/a.png' }).end(),
  '/around': (to) => to.writeHead(302, { location: '/around' }).end(),
  '/paper.pdf': (to) => to.setHeader('content-type', 'application/pdf').end(pdf),
  '/film.mp4': (to) => to.setHeader('content-type', 'video/mp4').end(mp4),
  '/lie.png': (to) => to.setHeader('content-type', 'image/png').end(html),
  '/empty': (to) => to.end(),
  '/endless': (to) => endless(to),
  '/announced': (to) => to.writeHead(200, { 'content-length': 26 * 1024 * 1024 }).write(png),
  '/half': (to) => to.writeHead(200, { 'content-length': '1000' }).write(png, () => to.destroy()),
}
const server = createServer((request, response) => answers[request.url ?? '']?.(response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

function endless(response: ServerResponse): void {
  response.write(png)
  const more = Buffer.alloc(64 * 1024)
  const flow = () => {
    while (!response.destroyed && response.write(more));
  }
  response.on('drain', flow)
  flow()
}

const api = await createTestApi({
  remoteFetch: { allowedPorts: [80, 443, port], privateHosts: [`files.example:${port}`] },
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await api[Symbol.asyncDispose]()
})
api.hosts.answer('files.example', ['127.0.0.1'])
api.hosts.answer('inside.example', ['10.0.0.7'])
const shop = await createTestShop(api)

const at = (path: string) => `http://files.example:${port}${path}`
const create = (urls: unknown, headers: Readonly<Record<string, string>> = shop.apiKey) =>
  send(api, 'POST /api/v1/media', { headers, body: { urls } })

describe('adding pictures by their addresses', () => {
  it('answers their rows in the order of the request', async () => {
    const { status, body } = await create([
      at('/moved'),
      at('/blue%20mug.png?v=2#top'),
      at('/untyped'),
      at('/bucket/object'),
      at('/drawing.svg'),
    ])
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['media'])
    expect(body.media).toMatchObject([
      { filename: 'moved', source: 'remote', mimeType: 'image/png', width: 1, sizeBytes: 70 },
      { filename: 'blue mug.png', source: 'remote', kind: 'image' },
      { filename: 'untyped' },
      { filename: 'object', mimeType: 'image/png' },
      { filename: 'drawing.svg', mimeType: 'image/svg+xml', width: 40, height: 20 },
    ])
    for (const { pathname } of body.media) {
      expect(pathname).toMatch(new RegExp(`^stores/${shop.storeId}/media/[0-9a-f]{32}\\.\\w+$`))
    }
    await mediaInventory(api)
  })

  it('takes ten', async () => {
    const { status, body } = await create(Array.from({ length: 10 }, () => at('/untyped')))
    expect([status, body.media.length]).toEqual([201, 10])
  })

  it('with an Idempotency-Key is done once', async () => {
    const headers = { ...shop.apiKey, 'idempotency-key': 'import-1' }
    const first = await create([at('/untyped')], headers)
    const before = await mediaInventory(api)
    expect((await create([at('/untyped')], headers)).body).toEqual(first.body)
    expect(await mediaInventory(api)).toEqual(before)
    expect((await create([at('/moved')], headers)).status).toBe(422)
  })
})

describe('adding pictures by their addresses refuses', () => {
  it.each([
    ['no list', undefined, ['urls']],
    ['an empty list', [], ['urls']],
    ['eleven', Array.from({ length: 11 }, () => at('/untyped')), ['urls']],
    ['something that is no address', [at('/untyped'), 'mug.png'], ['urls', 1]],
    ['a number', [7], ['urls', 0]],
    ['another scheme', ['ftp://files.example/a.png'], ['urls', 0]],
    ['a file', ['file:///etc/passwd'], ['urls', 0]],
    ['data', ['data:image/png;base64,AAAA'], ['urls', 0]],
    ['credentials', ['https://user:secret@files.example/a.png'], ['urls', 0]],
    ['another port', ['http://files.example:22/'], ['urls', 0]],
    ['a decimal host', ['http://2130706433/'], ['urls', 0]],
    ['a hexadecimal host', ['http://0x7f000001/'], ['urls', 0]],
    ['an address of 3,000 characters', [at(`/${'x'.repeat(3_000)}`)], ['urls', 0]],
  ])('%s with 400, naming it', async (_, urls, path) => {
    const before = await mediaInventory(api)
    const { status, body } = await create(urls)
    expect([status, body]).toEqual([
      400,
      { error: expect.any(String), details: [{ path, message: expect.any(String) }] },
    ])
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('unknown fields, and what is no JSON', async () => {
    const unknown = await send(api, 'POST /api/v1/media', {
      headers: shop.apiKey,
      body: { urls: [at('/untyped')], purpose: 'logo' },
    })
    expect([unknown.status, unknown.body.details.length]).toEqual([400, 1])
    const broken = await send(api, 'POST /api/v1/media', {
      headers: { ...shop.apiKey, 'content-type': 'application/json' },
      body: '{"urls": [',
    })
    expect([broken.status, broken.body]).toEqual([400, { error: expect.stringMatching(/JSON/) }])
  })

  it.each([
    ['what is not there', at('/lost'), 502, 'could not be fetched: it answered 404.'],
    ['an unknown host', 'http://nobody.example/', 502, 'its host cannot be reached.'],
    ['a private host', 'http://inside.example/', 502, 'its host cannot be reached.'],
    ['loopback', 'http://127.0.0.1/', 502, 'its host cannot be reached.'],
    ['link-local metadata', 'http://169.254.169.254/', 502, 'its host cannot be reached.'],
    ['an IPv6-mapped address', 'http://[::ffff:127.0.0.1]/', 502, 'its host cannot be reached.'],
    ['a redirect inside', at('/inside'), 502, 'its host cannot be reached.'],
    ['a redirect elsewhere', at('/ftp'), 502, 'it redirects to an address that is not fetched.'],
    ['going in circles', at('/around'), 502, 'it redirects too often.'],
    ['what breaks off', at('/half'), 502, 'the connection failed.'],
    ['a document', at('/paper.pdf'), 415, 'is not an image of a kind that is accepted here.'],
    ['a film', at('/film.mp4'), 415, 'is not an image of a kind that is accepted here.'],
    ['a page that calls itself a picture', at('/lie.png'), 415, 'is not an image of a kind'],
    ['nothing', at('/empty'), 415, 'is not an image of a kind'],
    ['what never ends', at('/endless'), 413, 'is larger than 25 MB.'],
    ['what says it is too large', at('/announced'), 413, 'is larger than 25 MB.'],
  ] as const)('%s, with a sentence, and keeps nothing', async (...row) => {
    const [, url, status, sentence] = row
    const before = await mediaInventory(api)
    const answer = await create([at('/untyped'), url, at('/moved')])
    expect([answer.status, Object.keys(answer.body)]).toEqual([status, ['error']])
    expect(answer.body.error).toContain('urls[1]')
    expect(answer.body.error).toContain(sentence)
    expect(answer.body.error).not.toMatch(/127\.0|169\.254|10\.0\.0/)
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('everything when storage fails', async () => {
    const before = await mediaInventory(api)
    api.storage.failNext(1, 'put')
    const { status, body } = await create([at('/untyped'), at('/moved')])
    expect([status, body]).toEqual([503, { error: expect.any(String) }])
    expect(await mediaInventory(api)).toEqual(before)
  })
})
