import { randomUUID } from 'node:crypto'

import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'
import { inject } from 'vitest'

import { S3_DESK } from './s3-desk.ts'
import { type S3Access, S3ServerError } from './s3-server.ts'

export interface TestBucket extends AsyncDisposable {
  readonly access: S3Access
  readonly bucket: string
}

/** What starting the server may take, the installation of its packages included. */
export const s3StartTimeoutMs = 240_000

/** An empty bucket for one test file, emptied and removed at disposal. Give the hook that makes it
 *  `s3StartTimeoutMs`, since the server may still be starting. */
export async function createTestBucket(): Promise<TestBucket> {
  const access = await askForAccess()
  const { endpoint, region, accessKeyId, secretAccessKey } = access
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  const bucket = `cartwright-test-${randomUUID()}`
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  return {
    access,
    bucket,
    [Symbol.asyncDispose]: async () => {
      await empty(client, bucket)
      await client.send(new DeleteBucketCommand({ Bucket: bucket }))
      client.destroy()
    },
  }
}

async function askForAccess(): Promise<S3Access> {
  const response = await fetch(inject(S3_DESK), {
    signal: AbortSignal.timeout(s3StartTimeoutMs),
  })
  const text = await response.text()
  if (!response.ok) throw new S3ServerError(text)
  const access: S3Access = JSON.parse(text)
  return access
}

async function empty(client: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const { Contents: found = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }))
    if (found.length === 0) return
    const objects = found.map(({ Key }) => ({ Key }))
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects } }))
  }
}
