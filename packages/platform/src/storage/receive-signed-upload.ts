import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import type { Readable } from 'node:stream'

import { hasArrived } from './has-arrived.ts'
import { keepSignedUpload } from './keep-signed-upload.ts'
import type { UploadOutcome } from './keep-signed-upload.ts'
import { receiveForm } from './receive-form.ts'
import type { Storage } from './storage.ts'

type Receiver = { readonly storage: Storage; readonly request: IncomingMessage }

/** What is still coming is let go, unread, so that the answer can go out at once. */
const letGo = (request: IncomingMessage): void => {
  request.unpipe()
  request.resume()
}

/** The body by itself: giving it up does not close the connection that the answer goes out on. */
const bodyOf = (request: IncomingMessage): Readable => {
  const body = new PassThrough()
  request.once('close', () => {
    if (!hasArrived(request)) body.destroy(new Error('The request broke off'))
  })
  return request.pipe(body)
}

/** Takes a presigned PUT of `key`, streaming; `query` is that of its address. */
export const receiveSignedPut = async (
  { storage, request }: Receiver,
  { key, query }: { readonly key: string; readonly query: URLSearchParams },
): Promise<UploadOutcome> => {
  const contentType = request.headers['content-type'] ?? ''
  const judgement = storage.signedUploads?.judgePut({ key, query, contentType })
  if (judgement === undefined) return { status: 403, code: 'AccessDenied' }
  try {
    return await keepSignedUpload(storage, judgement, { body: bodyOf(request), doneStatus: 200 })
  } finally {
    letGo(request)
  }
}

/** Takes a presigned POST, streaming: its fields first, then the bytes. */
export const receiveSignedPost = async ({ storage, request }: Receiver): Promise<UploadOutcome> => {
  const form = await receiveForm(request)
  try {
    if (form === null) return { status: 400, code: 'MalformedPOSTRequest' }
    const judgement = storage.signedUploads?.judgePost(form.fields)
    if (judgement === undefined) return { status: 403, code: 'AccessDenied' }
    return await keepSignedUpload(storage, judgement, { body: form.file, doneStatus: 204 })
  } finally {
    letGo(request)
  }
}
