import type { Readable } from 'node:stream'

import type { Judgement, UploadRefusal } from './signed-uploads.ts'
import { StorageError } from './storage-error.ts'
import type { Storage } from './storage.ts'

/** How S3 ends an upload: a status, and below 400 no code. */
export type UploadOutcome =
  | { readonly status: 200 | 204 }
  | {
      readonly status: 400 | 403 | 503
      readonly code:
        | UploadRefusal
        | 'EntityTooLarge'
        | 'EntityTooSmall'
        | 'IncompleteBody'
        | 'MalformedPOSTRequest'
        | 'ServiceUnavailable'
    }

/** Puts the bytes of a presigned upload where they were promised to go, or nowhere. Nobody has looked
 *  at them yet. `doneStatus` is 200 for a PUT and 204 for a POST. */
export const keepSignedUpload = async (
  storage: Storage,
  judgement: Judgement,
  { body, doneStatus }: { readonly body: Readable | Uint8Array; readonly doneStatus: 200 | 204 },
): Promise<UploadOutcome> => {
  if (judgement.kind === 'refused') return { status: 403, code: judgement.code }
  const { key, contentType, minBytes: sizeFloorBytes, maxBytes: sizeLimitBytes } = judgement
  try {
    const bounds = { sizeFloorBytes, sizeLimitBytes }
    await storage.put(key, body, { contentType, ...bounds, isProvisional: true })
    return { status: doneStatus }
  } catch (error) {
    if (error instanceof StorageError) return outcomeOf(error)
    throw error
  }
}

const outcomeOf = (error: StorageError): UploadOutcome => {
  switch (error.kind) {
    case 'too_large':
      return { status: 400, code: 'EntityTooLarge' }
    case 'too_small':
      return { status: 400, code: 'EntityTooSmall' }
    case 'interrupted':
      return { status: 400, code: 'IncompleteBody' }
    case 'invalid_key':
      return { status: 403, code: 'AccessDenied' }
    case 'unavailable':
      return { status: 503, code: 'ServiceUnavailable' }
  }
}
