import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FastifyInstance } from 'fastify'

/** As little as a server can do with a file that is sent to it: the body, form and all, goes to disk
 *  as it comes. */
export function registerUploads(app: FastifyInstance, folder: string): void {
  app.addContentTypeParser('multipart/form-data', (_, body, done) => done(null, body))
  app.post<{ Body: Readable }>('/uploads', { bodyLimit: 2 ** 30 }, async ({ body }, reply) => {
    const id = randomUUID()
    // What was answered must not be gone after a power cut: flushed, as the API does.
    await pipeline(body, createWriteStream(join(folder, id), { flush: true }))
    return reply.code(201).send({ id })
  })
}
