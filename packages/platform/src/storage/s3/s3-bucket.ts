import type { S3Client } from '@aws-sdk/client-s3'

/** An open connection, and the bucket on it that is ours. */
export type S3Bucket = {
  readonly client: S3Client
  readonly bucket: string
  readonly answerTimeoutMs: number
}

/** For what a server that works answers at once: callers, and who asks whether we are well, hear soon
 *  of one that took the connection and says nothing, however often it is asked again meanwhile. */
export const soon = ({ answerTimeoutMs }: S3Bucket): { readonly abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(answerTimeoutMs),
})
