import type { UploadOutcome } from './keep-signed-upload.ts'

export type UploadAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The answer to a presigned upload as S3 words it, which whoever sent it may be looking for. */
export const uploadAnswer = (outcome: UploadOutcome): UploadAnswer => {
  if (!('code' in outcome)) return { status: outcome.status, headers: {}, body: '' }
  return {
    status: outcome.status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${outcome.code}</Code></Error>`,
  }
}
