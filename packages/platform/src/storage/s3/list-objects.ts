import { ListObjectsV2Command } from '@aws-sdk/client-s3'

import type { ListedObject } from '../storage.ts'
import type { S3Bucket } from './s3-bucket.ts'
import { answered } from './s3-failure.ts'

/** Page after page, each asked for when the one before has been used up. */
export async function* listObjects(
  { client, bucket }: S3Bucket,
  { prefix, pageSize }: { readonly prefix: string; readonly pageSize: number | undefined },
): AsyncGenerator<ListedObject> {
  let token: string | undefined
  do {
    const page = await answered(
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ContinuationToken: token,
          MaxKeys: pageSize,
        }),
      ),
    )
    for (const { Key: key, Size: sizeBytes = 0, LastModified: modified } of page.Contents ?? []) {
      if (key === undefined) continue
      // An object of unknown age counts as new: what is old may be collected.
      yield { key, sizeBytes, modifiedAt: modified?.getTime() ?? Date.now() }
    }
    token = page.NextContinuationToken
  } while (token !== undefined)
}
