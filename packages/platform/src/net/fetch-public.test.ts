import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import { afterEach, expect, test } from 'vitest'

import { fakeHostResolver } from './fake-host-resolver.ts'
import { fetchPublic, type FetchTerms } from './fetch-public.ts'

const running: { server: Server; sockets: Set<Socket> }[] = []

const listen = async (server: Server, address = '127.0.0.1'): Promise<number> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  running.push({ server, sockets })
  server.listen(0, address)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return port
}
const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener))
const serveRaw = (onSocket: (socket: Socket) => void): Promise<number> =>
  listen(createTcpServer(onSocket))

afterEach(() => {
  for (const { server, sockets } of running.splice(0)) {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
})

/** Knows `files.example` as this machine, and lets only the given port lead there. */
const fetching = (text: string, port: number, terms: Partial<FetchTerms> = {}) => {
  const resolver = fakeHostResolver()
  resolver.answer('files.example', ['127.0.0.1'])
  return fetchPublic(text, {
    resolver,
    maxBytes: 1_000,
    allowedPorts: [80, 443, port],
    mayBePrivate: (url) => url.port === String(port),
    ...terms,
  })
}
const at = (port: number, path = '/'): string => `http://files.example:${port}${path}`
const reading = async (port: number, terms?: Partial<FetchTerms>): Promise<Buffer> => {
  const { stream } = await fetching(at(port), port, terms)
  return buffer(stream)
}

test('a file is fetched, and nothing about us is told', async () => {
  const seen: string[] = []
  const port = await serve((request, response) => {
    seen.push(...request.rawHeaders)
    response.setHeader('content-type', 'Image/PNG; charset=x').end('hello')
  })
  const file = await fetching(at(port, '/a.png?b=c#d'), port)
  expect(file).toMatchObject({
    contentType: 'image/png',
    contentLength: 5,
    finalUrl: at(port, '/a.png?b=c'),
  })
  expect((await buffer(file.stream)).toString()).toBe('hello')
  expect(seen).toEqual([
    'accept',
    '*/*',
    'accept-encoding',
    'identity',
    'user-agent',
    'Cartwright',
    'Host',
    `files.example:${port}`,
    'Connection',
    'close',
  ])
})

test('exactly as many bytes as allowed are a file, one more is not', async () => {
  const port = await serve((_request, response) => void response.end(Buffer.alloc(1_000)))
  expect(await reading(port)).toHaveLength(1_000)
  await expect(reading(port, { maxBytes: 999 })).rejects.toMatchObject({ reason: 'too_large' })
})

test.each([
  ['http://127.0.0.1/', 'private'],
  ['http://localhost/', 'private'],
  ['http://169.254.169.254/latest/meta-data/', 'private'],
  ['http://[::1]/', 'private'],
  ['http://[::ffff:127.0.0.1]/', 'private'],
  ['http://[::ffff:a9fe:a9fe]/', 'private'],
  ['http://[64:ff9b::7f00:1]/', 'private'],
  ['http://0.0.0.0/', 'private'],
  ['http://10.1.2.3/', 'private'],
  ['http://100.64.0.1/', 'private'],
  ['http://mixed.example/', 'private'],
  ['http://inside.example./', 'private'],
  ['http://2130706433/', 'malformed_url'],
  ['http://0x7f000001/', 'malformed_url'],
  ['http://0x7f.1/', 'malformed_url'],
  ['http://0177.0.0.1/', 'malformed_url'],
  ['http://127.1/', 'malformed_url'],
  ['http://134744072/', 'malformed_url'],
  ['http://１２７.0.0.1/', 'malformed_url'],
  ['http://user:password@files.example/', 'malformed_url'],
  ['http://user@files.example/', 'malformed_url'],
  ['http://exa_mple/', 'malformed_url'],
  ['no url', 'malformed_url'],
  ['', 'malformed_url'],
  [`http://files.example/${'x'.repeat(2_048)}`, 'malformed_url'],
  ['//files.example/', 'malformed_url'],
  ['ftp://files.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['data:image/png;base64,AA==', 'scheme'],
  ['gopher://files.example/', 'scheme'],
  ['http://files.example:22/', 'port'],
  ['https://files.example:8443/', 'port'],
  ['http://files.example:0/', 'port'],
  ['http://nobody.example/', 'unresolved'],
  ['http://silent.example/', 'unresolved'],
])('%s is not asked: %s', async (text, reason) => {
  const resolver = fakeHostResolver()
  resolver.answer('localhost', ['127.0.0.1'])
  resolver.answer('mixed.example', ['93.184.215.14', '192.168.0.1'])
  resolver.answer('inside.example', ['10.0.0.1'])
  resolver.answer('silent.example', 'hangs')
  const terms = { resolver, maxBytes: 1, connectTimeoutMs: 50 }
  await expect(fetchPublic(text, terms)).rejects.toMatchObject({ name: 'FetchError', reason })
})

test('a server inside our own network is not reached, whatever names it', async () => {
  let connections = 0
  const port = await serveRaw(() => (connections += 1))
  const refused = { allowedPorts: [port], mayBePrivate: () => false }
  for (const host of ['127.0.0.1', 'files.example', '[::ffff:127.0.0.1]']) {
    const text = `http://${host}:${port}/`
    await expect(fetching(text, port, refused)).rejects.toMatchObject({ reason: 'private' })
  }
  expect(connections).toBe(0)
})

test('a name that means something else a moment later still leads to what was checked', async () => {
  const port = await serve((request, response) => void response.end(request.headers.host))
  const resolver = fakeHostResolver()
  resolver.answer('files.example', ['127.0.0.1'], ['127.0.0.2'])
  expect((await reading(port, { resolver })).toString()).toBe(`files.example:${port}`)
  expect(resolver.asked).toEqual(['files.example'])
})

test('with TLS the certificate is asked for in the name, and has to be a good one', async () => {
  const hellos: Buffer[] = []
  const port = await serveRaw((socket) =>
    socket.once('data', (hello) => {
      hellos.push(hello)
      socket.destroy()
    }),
  )
  const text = `https://files.example:${port}/`
  await expect(fetching(text, port)).rejects.toMatchObject({ reason: 'broken' })
  expect(Buffer.concat(hellos).includes('files.example')).toBe(true)
})

const redirecting = (target: (port: number) => string, status = 302): Promise<number> =>
  serve((request, response) => {
    const here = request.socket.localPort ?? 0
    if (request.url === '/end') response.end('there')
    else response.writeHead(status, { location: target(here), 'set-cookie': 'a=b' }).end('on')
  })

test.each([301, 302, 303, 307, 308])(
  'a redirect %i is followed, relative or not',
  async (status) => {
    const relative = await redirecting(() => '/end', status)
    const { stream, finalUrl } = await fetching(at(relative), relative)
    expect((await buffer(stream)).toString()).toBe('there')
    expect(finalUrl).toBe(at(relative, '/end'))
    const port = await redirecting((here) => `http://127.0.0.1:${here}/end`, status)
    expect((await reading(port)).toString()).toBe('there')
  },
)

test.each([
  ['inside our network', 'http://127.0.0.1/', 'private'],
  ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/', 'private'],
  ['inside, by a name', '//localhost/', 'private'],
  ['an odd number', 'http://2130706433/', 'malformed_url'],
  ['another port', 'http://files.example:6379/', 'port'],
  ['a file', 'file:///etc/passwd', 'scheme'],
  ['a script', 'javascript:alert(1)', 'scheme'],
  ['credentials', 'http://a:b@files.example/', 'malformed_url'],
  ['no URL', 'http://[', 'malformed_url'],
])('a redirect to %s is not followed', async (_name, target, reason) => {
  const port = await redirecting(() => target)
  const resolver = fakeHostResolver()
  resolver.answer('files.example', ['127.0.0.1'])
  resolver.answer('localhost', ['127.0.0.1'])
  await expect(reading(port, { resolver })).rejects.toMatchObject({ reason })
})

test('a name that turns private between two redirects is refused at the second', async () => {
  const port = await redirecting(() => '/end')
  const resolver = fakeHostResolver()
  resolver.answer('files.example', ['127.0.0.1'], ['10.0.0.1'])
  let hops = 0
  const mayBePrivate = () => (hops += 1) === 1
  await expect(reading(port, { resolver, mayBePrivate })).rejects.toMatchObject({
    reason: 'private',
  })
  expect(resolver.asked).toHaveLength(2)
})

test('three redirects are followed, a fourth is not, and a loop ends', async () => {
  let asked = 0
  const port = await serve((request, response) => {
    asked += 1
    const step = Number(request.url?.slice(1))
    if (step === 0) response.end('there')
    else response.writeHead(302, { location: `/${step - 1}` }).end()
  })
  const { stream } = await fetching(at(port, '/3'), port)
  expect((await buffer(stream)).toString()).toBe('there')
  asked = 0
  await expect(fetching(at(port, '/4'), port)).rejects.toMatchObject({
    reason: 'too_many_redirects',
  })
  expect(asked).toBe(4)
  const loop = await redirecting(() => '/')
  await expect(reading(loop)).rejects.toMatchObject({ reason: 'too_many_redirects' })
})

test.each([204, 206, 304, 404, 500])('an answer %i is no file', async (status) => {
  const port = await serve((_request, response) => void response.writeHead(status).end())
  await expect(reading(port)).rejects.toMatchObject({ reason: 'status', status })
})

test('a redirect to nowhere is no file', async () => {
  const port = await serve((_request, response) => void response.writeHead(302).end())
  await expect(reading(port)).rejects.toMatchObject({ reason: 'status', status: 302 })
})

test('a body without end is cut, and the connection with it', async () => {
  let sent = 0
  let isClosed = false
  const port = await serve((_request, response) => {
    response.on('close', () => (isClosed = true))
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024
    }
    response.on('drain', more)
    more()
  })
  await expect(reading(port, { maxBytes: 200_000 })).rejects.toMatchObject({ reason: 'too_large' })
  await expect.poll(() => isClosed).toBe(true)
  expect(sent).toBeLessThan(50 * 1024 * 1024)
})

test('a declared length beyond the limit is refused before the body', async () => {
  let isClosed = false
  const port = await serve((_request, response) => {
    response.on('close', () => (isClosed = true))
    response.writeHead(200, { 'content-length': '1001' }).write('x')
  })
  await expect(fetching(at(port), port)).rejects.toMatchObject({ reason: 'too_large' })
  await expect.poll(() => isClosed).toBe(true)
})

test('a body that drips is cut at the deadline', async () => {
  const port = await serve((_request, response) => {
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const begun = performance.now()
  await expect(reading(port, { totalTimeoutMs: 300 })).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - begun).toBeLessThan(3_000)
})

test('a server that says nothing, or only half of its headers, is left at the deadline', async () => {
  const silent = await serveRaw(() => undefined)
  const half = await serveRaw((socket) => void socket.write('HTTP/1.1 200 OK\r\nx: '))
  for (const port of [silent, half]) {
    await expect(reading(port, { totalTimeoutMs: 200 })).rejects.toMatchObject({
      reason: 'timeout',
    })
  }
})

test('a connection that is not made in time is given up', async () => {
  // TCP is there at once, but TLS never answers.
  const port = await serveRaw(() => undefined)
  const begun = performance.now()
  await expect(
    fetching(`https://files.example:${port}/`, port, { connectTimeoutMs: 150 }),
  ).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - begun).toBeLessThan(3_000)
})

test('names, too, have to be known by the deadline', async () => {
  const resolver = fakeHostResolver()
  resolver.answer('files.example', 'hangs')
  await expect(reading(1, { resolver, totalTimeoutMs: 100 })).rejects.toMatchObject({
    reason: 'timeout',
  })
})

test.each([
  ['endless headers', `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(10_000)}\r\n`],
  ['one huge header', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['a hang-up', ''],
  [
    'another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ],
  ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
  ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf'],
])('%s are broken', async (_name, answer) => {
  const port = await serveRaw((socket) => void socket.once('data', () => socket.end(answer)))
  await expect(reading(port)).rejects.toMatchObject({ reason: 'broken' })
})

test('nobody listening is broken', async () => {
  const port = await serveRaw(() => undefined)
  const server = running.at(-1)?.server
  server?.close()
  await expect(reading(port)).rejects.toMatchObject({ reason: 'broken' })
})

test('compressed bytes stay as they are, so a small file cannot become a large one', async () => {
  const bomb = gzipSync(Buffer.alloc(500_000))
  const port = await serve((_request, response) => {
    response.setHeader('content-encoding', 'gzip').end(bomb)
  })
  expect(await reading(port)).toEqual(bomb)
})

test('a stream that nobody reads lets go of its connection when destroyed', async () => {
  let isClosed = false
  const port = await serve((_request, response) => {
    response.on('close', () => (isClosed = true)).write('x')
  })
  const { stream } = await fetching(at(port), port)
  stream.destroy()
  await expect.poll(() => isClosed).toBe(true)
})

test('proxies of the environment are not asked', async () => {
  let connections = 0
  const proxy = await serveRaw((socket) => {
    connections += 1
    socket.destroy()
  })
  const port = await serve((_request, response) => void response.end('direct'))
  const script = `
    import { text } from 'node:stream/consumers'
    const { fetchPublic } = await import(${JSON.stringify(import.meta.resolve('./fetch-public.ts'))})
    const { stream } = await fetchPublic('http://127.0.0.1:${port}/', {
      resolver: null, maxBytes: 100, allowedPorts: [${port}], mayBePrivate: () => true,
    })
    process.stdout.write(await text(stream))`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { env: { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${proxy}` } },
  )
  expect(stdout).toBe('direct')
  expect(connections).toBe(0)
})
