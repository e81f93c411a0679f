import { PutObjectCommand } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

import { systemClock } from '../../clock.ts'
import { askedEachTime } from '../cache-control.ts'
import type { FormTerms, PresignedPost, PresignedPut, UploadTerms } from '../storage.ts'
import type { S3Bucket } from './s3-bucket.ts'
import { answered } from './s3-failure.ts'

const until = (seconds: number): Date => new Date(systemClock.now() + seconds * 1000)

export const presignPut = async (
  { client, bucket }: S3Bucket,
  key: string,
  { contentType, expiresInSeconds: expiresIn }: UploadTerms,
): Promise<PresignedPut> => {
  const expiresAt = until(expiresIn)
  const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType })
  // The SDK leaves the type out of the signature unless told: then any other would do as well.
  const signableHeaders = new Set(['host', 'content-type'])
  const url = await answered(getSignedUrl(client, command, { expiresIn, signableHeaders }))
  return { url, expiresAt }
}

export const presignPost = async (
  { client, bucket }: S3Bucket,
  key: string,
  { contentType, minBytes, maxBytes, expiresInSeconds }: FormTerms,
): Promise<PresignedPost> => {
  const expiresAt = until(expiresInSeconds)
  const { url, fields } = await answered(
    createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Expires: expiresInSeconds,
      Fields: { 'Content-Type': contentType, 'Cache-Control': askedEachTime },
      Conditions: [['content-length-range', minBytes, maxBytes]],
    }),
  )
  return { url, fields, expiresAt }
}
