import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { receiveSignedPost, receiveSignedPut } from '../receive-signed-upload.ts'
import type { Storage } from '../storage.ts'
import { uploadAnswer } from '../upload-answer.ts'

export type UploadServer = AsyncDisposable & {
  readonly url: string
  /** Takes uploads for this storage from now on. */
  readonly use: (storage: Storage) => void
}

/** The least HTTP server that takes presigned uploads, at `/signed` below its address. */
export const startUploadServer = async (): Promise<UploadServer> => {
  let storage: Storage | undefined
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (storage === undefined) throw new Error('There is no storage yet')
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost')
    const key = pathname.replace('/signed/', '')
    const outcome =
      request.method === 'PUT'
        ? await receiveSignedPut({ storage, request }, { key, query })
        : await receiveSignedPost({ storage, request })
    const { status, headers, body } = uploadAnswer(outcome)
    response.writeHead(status, headers).end(body)
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    use: (other) => {
      storage = other
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
