import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import type { Readable } from 'node:stream'

import { onceBrokenOff } from './broken-off.ts'
import { keepSignedUpload } from './keep-signed-upload.ts'
import type { UploadOutcome } from './keep-signed-upload.ts'
import { receiveForm } from './receive-form.ts'
import type { Judgement } from './signed-uploads.ts'
import type { Storage } from './storage.ts'

type Receiver = {
  readonly storage: Storage
  readonly request: IncomingMessage
  /** Has what was promised to this key come, and been looked at? Then nothing may take its place. */
  readonly isClosed?: (key: string) => Promise<boolean>
}

/** What is to become of an upload that its signature allows or not, now. */
const judgeNow = async (
  judgement: Judgement | undefined,
  isClosed: Receiver['isClosed'],
): Promise<Judgement> => {
  const denied = { kind: 'refused', code: 'AccessDenied' } as const
  if (judgement === undefined) return denied
  if (judgement.kind === 'refused') return judgement
  return (await isClosed?.(judgement.key)) === true ? denied : judgement
}

/** What is still coming is let go, unread, so that the answer can go out at once. */
const letGo = (request: IncomingMessage): void => {
  request.unpipe()
  request.resume()
}

/** The body by itself: giving it up does not close the connection that the answer goes out on. */
const bodyOf = (request: IncomingMessage): Readable => {
  const body = new PassThrough()
  onceBrokenOff(request, () => body.destroy(new Error('The request broke off')))
  return request.pipe(body)
}

/** Takes a presigned PUT of `key`, streaming; `query` is that of its address. */
export const receiveSignedPut = async (
  { storage, request, isClosed }: Receiver,
  { key, query }: { readonly key: string; readonly query: URLSearchParams },
): Promise<UploadOutcome> => {
  const contentType = request.headers['content-type'] ?? ''
  try {
    const judged = storage.signedUploads?.judgePut({ key, query, contentType })
    const judgement = await judgeNow(judged, isClosed)
    return await keepSignedUpload(storage, judgement, { body: bodyOf(request), doneStatus: 200 })
  } finally {
    letGo(request)
  }
}

/** Takes a presigned POST, streaming: its fields first, then the bytes. */
export const receiveSignedPost = async ({
  storage,
  request,
  isClosed,
}: Receiver): Promise<UploadOutcome> => {
  const form = await receiveForm(request)
  try {
    if (form === null) return { status: 400, code: 'MalformedPOSTRequest' }
    const judged = storage.signedUploads?.judgePost(form.fields)
    const judgement = await judgeNow(judged, isClosed)
    return await keepSignedUpload(storage, judgement, { body: form.file, doneStatus: 204 })
  } finally {
    letGo(request)
  }
}
