import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3'

import { isUnderOurPrefix } from '../key-prefixes.ts'
import type { S3Bucket } from './s3-bucket.ts'
import { answered, answeredOrAbsent } from './s3-failure.ts'

/** Aborts our uploads in parts that began before and were neither completed nor aborted. Those of
 *  others, who may share the bucket, are left to them. They are sifted out here: MinIO takes the prefix
 *  of such a list for a whole key. */
export const forgetUnfinished = async (
  { client, bucket }: S3Bucket,
  before: Date,
): Promise<number> => {
  let count = 0
  let marker: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } | null = {}
  while (marker !== null) {
    const page: ListMultipartUploadsCommandOutput = await answered(
      client.send(new ListMultipartUploadsCommand({ Bucket: bucket, ...marker })),
    )
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key === undefined || !isUnderOurPrefix(Key)) continue
      if (Initiated === undefined || Initiated >= before) continue
      const upload = { Bucket: bucket, Key, UploadId }
      await answeredOrAbsent(client.send(new AbortMultipartUploadCommand(upload)))
      count += 1
    }
    const { IsTruncated: isMore, NextKeyMarker: key, NextUploadIdMarker: id } = page
    const isLast = isMore !== true || key === undefined || key === ''
    marker = isLast ? null : { KeyMarker: key, ...(id && { UploadIdMarker: id }) }
  }
  return count
}
