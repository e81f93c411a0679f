import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3'

import type { S3StorageOptions } from '../s3-storage.ts'
import type { Storage } from '../storage.ts'
import { forgetUnfinished } from './forget-unfinished.ts'
import { listObjects } from './list-objects.ts'
import { presignPost, presignPut } from './presign.ts'
import { putObject } from './put-object.ts'
import { getObject, headObject } from './read-object.ts'
import { type S3Bucket, soon } from './s3-bucket.ts'
import { answeredOrAbsent } from './s3-failure.ts'
import { settleObject } from './settle-object.ts'

export type S3Objects = Omit<Storage, 'publicUrl' | 'signedUploads'>

const connectTimeoutMs = 3000
/** Without a byte going either way; asked three times, an upload is given up within a minute. */
const silenceTimeoutMs = 15_000

const openClient = (options: S3StorageOptions): S3Client => {
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = options
  return new S3Client({
    ...(endpoint !== undefined && { endpoint }),
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    // Checksums of the newer kinds are not understood by every server, and break presigned uploads,
    // whose bytes nobody knows yet.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: silenceTimeoutMs },
  })
}

/** The objects of a bucket. Keys have been checked by who calls. */
export const connectS3 = (options: S3StorageOptions): S3Objects => {
  const { bucket, answerTimeoutMs = 10_000 } = options
  const s3: S3Bucket = { client: openClient(options), bucket, answerTimeoutMs }
  return {
    put: async (key, body, putOptions) => putObject(s3, key, { body, options: putOptions }),
    get: async (key, range) => getObject(s3, key, range),
    head: async (key) => headObject(s3, key),
    settle: async (key, etag) => settleObject(s3, key, etag),
    delete: async (key) => {
      const object = { Bucket: s3.bucket, Key: key }
      await answeredOrAbsent(s3.client.send(new DeleteObjectCommand(object), soon(s3)))
    },
    list: (prefix) => listObjects(s3, { prefix, pageSize: options.listPageSize }),
    presignPut: async (key, terms) => presignPut(s3, key, terms),
    presignPost: async (key, terms) => presignPost(s3, key, terms),
    forgetUnfinished: async (before) => forgetUnfinished(s3, before),
  }
}
