import { CopyObjectCommand } from '@aws-sdk/client-s3'

import { keptForGood } from '../cache-control.ts'
import { headObject } from './read-object.ts'
import { type S3Bucket, soon } from './s3-bucket.ts'
import { isAbsent, isOther, s3Failure } from './s3-failure.ts'

/**
 * Is the object with this etag final from now on? Headers of an object cannot be changed, only
 * written anew while it is copied onto itself: so whatever else its sender said of it is forgotten.
 */
export const settleObject = async (s3: S3Bucket, key: string, etag: string): Promise<boolean> => {
  const { client, bucket } = s3
  const head = await headObject(s3, key)
  // The copy asks for it too, only some servers, such as Ceph, do not look at that.
  if (head?.etag !== etag) return false
  const copy = new CopyObjectCommand({
    Bucket: bucket,
    Key: key,
    CopySource: `${bucket}/${key}`,
    CopySourceIfMatch: `"${etag}"`,
    MetadataDirective: 'REPLACE',
    ContentType: head.contentType,
    CacheControl: keptForGood,
  })
  try {
    await client.send(copy, soon(s3))
    return true
  } catch (error) {
    if (isAbsent(error) || isOther(error)) return false
    throw s3Failure(error)
  }
}
