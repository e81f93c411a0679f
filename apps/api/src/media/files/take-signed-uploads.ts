import { isUploadSettled } from '@cartwright/db/queries/is-upload-settled'
import type { UploadOutcome } from '@cartwright/platform/storage/keep-signed-upload'
import {
  receiveSignedPost,
  receiveSignedPut,
} from '@cartwright/platform/storage/receive-signed-upload'
import { uploadAnswer } from '@cartwright/platform/storage/upload-answer'
import type { FastifyInstance, FastifyReply } from 'fastify'

import { AppError } from '../../operation/app-error.ts'
import type { Runtime } from '../../runtime.ts'

/** Takes presigned uploads at the addresses that the local storage driver hands out, with the rules
 *  and answers of S3, and one more: what was looked at and accepted stays what it is. The bytes
 *  stream from the socket into storage. */
export async function registerSignedUploads(app: FastifyInstance, runtime: Runtime): Promise<void> {
  const { storage, db } = runtime
  const isClosed = (key: string) => isUploadSettled(db, key)
  await app.register(async (own) => {
    // Nothing reads a body before its signature has been looked at, whatever type it says it has.
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', (_request, _payload, done) => done(null))
    own.addHook('onRequest', async () => {
      if (storage.signedUploads === undefined) throw new AppError('not_found')
    })
    own.put<{ Params: { '*': string } }>('/files/signed/*', async ({ raw, params }, reply) => {
      const query = new URL(raw.url ?? '', 'http://localhost').searchParams
      const key = params['*']
      return answer(
        reply,
        await receiveSignedPut({ storage, request: raw, isClosed }, { key, query }),
      )
    })
    own.post('/files/signed', async ({ raw }, reply) =>
      answer(reply, await receiveSignedPost({ storage, request: raw, isClosed })),
    )
  })
}

function answer(reply: FastifyReply, outcome: UploadOutcome): FastifyReply {
  const { status, headers, body } = uploadAnswer(outcome)
  return reply.code(status).headers(headers).send(body)
}
