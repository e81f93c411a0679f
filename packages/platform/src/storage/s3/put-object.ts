import { pipeline, Readable } from 'node:stream'
import type { Transform } from 'node:stream'

import { Upload } from '@aws-sdk/lib-storage'

import { askedEachTime, keptForGood } from '../cache-control.ts'
import { measure } from '../measure.ts'
import { StorageError } from '../storage-error.ts'
import type { PutOptions, StoredObject } from '../storage.ts'
import type { S3Bucket } from './s3-bucket.ts'
import { s3Failure } from './s3-failure.ts'

/** The smallest part S3 takes. Two of them are in memory at a time: one filling, one on its way. */
const partSizeBytes = 5 * 1024 * 1024

/** The bytes of a source; its failures are told apart from those of the storage server. */
async function* arriving(source: Readable, stream: Transform): AsyncGenerator<Buffer> {
  // What breaks the source comes out of the stream, where it is caught below.
  pipeline(source, stream, () => undefined)
  try {
    yield* stream
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError('interrupted', 'The upload broke off', error)
  }
}

/**
 * Sends an object of unknown length in bounded memory: a small one in one request, a larger one in
 * parts that become an object only once the last has arrived. What breaks off is aborted, and leaves
 * nothing.
 */
export const putObject = async (
  { client, bucket }: S3Bucket,
  key: string,
  { body, options }: { readonly body: Readable | Uint8Array; readonly options: PutOptions },
): Promise<StoredObject> => {
  const { contentType } = options
  const { stream, result } = measure(options)
  const source = body instanceof Readable ? body : Readable.from([body])
  const upload = new Upload({
    client,
    partSize: partSizeBytes,
    queueSize: 1,
    params: {
      Bucket: bucket,
      Key: key,
      Body: Readable.from(arriving(source, stream), { objectMode: false }),
      ContentType: contentType,
      CacheControl: options.isProvisional === true ? askedEachTime : keptForGood,
    },
  })
  try {
    await upload.done()
    return { key, ...result(), contentType }
  } catch (error) {
    throw s3Failure(error)
  } finally {
    source.destroy()
    stream.destroy()
  }
}
