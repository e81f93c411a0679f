import { Readable } from 'node:stream'

import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3'

import { keptForGood } from '../cache-control.ts'
import { StorageError } from '../storage-error.ts'
import type { ByteRange, ObjectHead } from '../storage.ts'
import { type S3Bucket, soon } from './s3-bucket.ts'
import { answered, answeredOrAbsent, isBeyondEnd, isAbsent, s3Failure } from './s3-failure.ts'

export const getObject = async (
  { client, bucket }: S3Bucket,
  key: string,
  range: ByteRange | undefined,
): Promise<Readable | null> => {
  const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
  try {
    const { Body: body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...part }),
    )
    if (body instanceof Readable) return body
    throw new StorageError('unavailable', 'The storage server sent no body')
  } catch (error) {
    if (isAbsent(error)) return null
    if (isBeyondEnd(error)) return Readable.from([], { objectMode: false })
    throw s3Failure(error)
  }
}

export const headObject = async (s3: S3Bucket, key: string): Promise<ObjectHead | null> => {
  const { client, bucket } = s3
  const head = await answeredOrAbsent(
    client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), soon(s3)),
  )
  if (head === null) {
    // No body says why: when it is the bucket that is gone, nothing is known of its objects.
    await answered(client.send(new HeadBucketCommand({ Bucket: bucket }), soon(s3)))
    return null
  }
  return {
    sizeBytes: head.ContentLength ?? 0,
    contentType: head.ContentType ?? 'application/octet-stream',
    etag: (head.ETag ?? '').replaceAll('"', ''),
    isFinal: head.CacheControl === keptForGood,
  }
}
