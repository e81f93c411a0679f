import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'

import multipart from '@fastify/multipart'
import Fastify, { type FastifyRequest } from 'fastify'
import { afterAll, expect, it } from 'vitest'

import { requestBody } from './rest-body.ts'

const app = Fastify()
await app.register(multipart)
const outcome = Promise.withResolvers<unknown>()

async function readOnceClosed(request: FastifyRequest): Promise<void> {
  await new Promise((resolve) => request.raw.once('close', resolve))
  const parts = requestBody(request, 'multipart')?.files({ fileSizeBytes: 1_000, files: 1 }) ?? []
  for await (const part of parts) part.stream.resume()
}

app.post('/', (request) => readOnceClosed(request).then(outcome.resolve, outcome.reject))
afterAll(() => app.close())
await app.listen({ host: '127.0.0.1', port: 0 })

it('a form whose sender has gone before it is read is a broken one, and nobody waits for it', async () => {
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const head = ['POST / HTTP/1.1', 'host: x', 'content-length: 1000']
  const type = 'content-type: multipart/form-data; boundary=b'
  const asked = once(app.server, 'request')
  socket.write([...head, type, '', '--b\r\n'].join('\r\n'))
  await asked
  socket.destroy()
  await expect(outcome.promise).rejects.toMatchObject({ code: 'invalid_multipart' })
})
