import type { S3Client } from '@aws-sdk/client-s3'

/** An open connection, and the bucket on it that is ours. */
export type S3Bucket = { readonly client: S3Client; readonly bucket: string }

/** A key never changes meaning, so whoever has its bytes may keep them for good. */
export const cacheControl = 'public, max-age=31536000, immutable'
