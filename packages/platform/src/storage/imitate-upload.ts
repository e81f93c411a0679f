import { keepSignedUpload } from './keep-signed-upload.ts'
import type { PresignedPost, PresignedPut, Storage } from './storage.ts'

export type ImitatedUpload = {
  readonly body: Uint8Array | string
  /** The header of a PUT. A form names its type in a field, and this is not looked at. */
  readonly contentType?: string
}

/** What a browser would do with a presigned upload, without a network; answers the status. */
export const imitateUpload = async (
  storage: Storage,
  to: PresignedPut | PresignedPost,
  { body, contentType = '' }: ImitatedUpload,
): Promise<number> => {
  const { signedUploads: signed } = storage
  if (signed === undefined) throw new Error('This storage takes presigned uploads elsewhere')
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  if ('fields' in to) {
    const judgement = signed.judgePost(new Map(Object.entries(to.fields)))
    return (await keepSignedUpload(storage, judgement, { body: bytes, doneStatus: 204 })).status
  }
  const { pathname, searchParams: query } = new URL(to.url)
  const key = pathname.slice(pathname.indexOf('/signed/') + '/signed/'.length)
  const judgement = signed.judgePut({ key, query, contentType })
  return (await keepSignedUpload(storage, judgement, { body: bytes, doneStatus: 200 })).status
}
