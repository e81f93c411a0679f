import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'

import { callApi } from './call-api.ts'
import type { Client } from './send-request.ts'

type Reply = { readonly status: number; readonly body: string }
type Seen = { readonly key: string | undefined; readonly body: string }

const get = { method: 'GET', path: '/thing' } as const
const schema = z.object({ thing: z.string() })

const good = (thing: unknown): Reply => ({ status: 200, body: JSON.stringify({ data: { thing } }) })

const refusal = (status: number, code: string): Reply => ({
  status,
  body: JSON.stringify({ error: { code, message: 'Do it another way.' } }),
})

/** A server that answers a request as this says, and notes it. */
async function replying(
  replyTo: (key: string | undefined, index: number) => Reply | undefined,
): Promise<{ client: Client; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const key = request.headers['idempotency-key']?.toString()
      const reply = replyTo(key, seen.length) ?? { status: 500, body: 'too many requests' }
      seen.push({ key, body })
      response.writeHead(reply.status).end(reply.body)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { client: { url: `http://127.0.0.1:${port}`, headers: {} }, seen }
}

test('a request whose twin is still running is repeated until it is answered', async () => {
  const busy = refusal(409, 'idempotency_in_progress')
  const { client, seen } = await replying((_, index) => [busy, busy, good('made')][index])
  const request = { method: 'POST', path: '/thing', body: { a: 1 }, key: 'k1' } as const
  expect(await callApi(client, request, schema)).toEqual({ thing: 'made' })
  expect(seen).toEqual(Array.from({ length: 3 }, () => ({ key: 'k1', body: '{"a":1}' })))
})

test('a request whose twin died is made under a second key', async () => {
  const { client, seen } = await replying((key) => {
    return key === 'k1/again' ? good('made') : refusal(409, 'idempotency_in_progress')
  })
  const request = { method: 'POST', path: '/thing', body: {}, key: 'k1' } as const
  const impatient = { ...client, twinPatienceMs: 20 }
  expect(await callApi(impatient, request, schema)).toEqual({ thing: 'made' })
  expect(seen.map(({ key }) => key)).toEqual(['k1', 'k1', 'k1/again'])
})

test('a refusal is one sentence with the request, the code and the answer', async () => {
  const { client, seen } = await replying(() => refusal(409, 'out_of_stock'))
  await expect(callApi(client, get, schema)).rejects.toMatchObject({
    code: 'out_of_stock',
    status: 409,
    message:
      'GET /thing answered 409 out_of_stock: Do it another way.\n{"error":{"code":"out_of_stock","message":"Do it another way."}}',
  })
  expect(seen).toHaveLength(1)
})

test('an answer of another form names the fields, and repeats none of its values', async () => {
  const { client } = await replying(() => good({ secret: 'sk_live_x' }))
  const failure = callApi(client, get, schema)
  await expect(failure).rejects.toThrow(/not as documented \(data\.thing/)
  await expect(failure).rejects.not.toThrow(/sk_live_x/)
})

test('an answer that is no JSON, and no answer at all, are told as such', async () => {
  const { client } = await replying(() => ({ status: 502, body: '<html>' }))
  await expect(callApi(client, get, schema)).rejects.toThrow(
    'GET /thing answered 502: nothing readable',
  )
  const nobody = { url: 'http://127.0.0.1:9', headers: {} }
  await expect(callApi(nobody, get, schema)).rejects.toThrow(
    /got no answer: .*(ECONNREFUSED|bad port)/,
  )
})
