import { checkObjectKey } from './object-key.ts'
import type { S3Objects } from './s3/connect-s3.ts'
import type { Storage } from './storage.ts'

export type S3StorageOptions = {
  /** The server's own address; AWS itself when absent. Without a slash at the end. */
  readonly endpoint?: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** `<endpoint>/<bucket>/<key>` instead of `<bucket>.<endpoint>/<key>`. */
  readonly forcePathStyle: boolean
  /** Where everybody can read the bucket, without a slash at the end. */
  readonly publicBaseUrl: string
  /** How long the server may take to tell of an object, settle or delete it; 10 seconds when absent. */
  readonly answerTimeoutMs?: number
  /** Keys asked for at a time when listing; what the server allows at most when absent. */
  readonly listPageSize?: number
}

/**
 * Storage in a bucket of an S3 server: AWS, Cloudflare R2, Ceph, MinIO. Neither the SDK is loaded
 * nor a connection opened before the first call, because most processes rarely make one.
 */
export const s3Storage = (options: S3StorageOptions): Storage => {
  let opened: Promise<S3Objects> | undefined
  const s3 = (): Promise<S3Objects> =>
    (opened ??= import('./s3/connect-s3.ts').then(({ connectS3 }) => connectS3(options)))
  /** The objects of the bucket, for work on a key that could be one. */
  const at = async (key: string): Promise<S3Objects> => {
    checkObjectKey(key)
    return s3()
  }
  return {
    put: async (key, body, putOptions) => (await at(key)).put(key, body, putOptions),
    get: async (key, range) => (await at(key)).get(key, range),
    head: async (key) => (await at(key)).head(key),
    settle: async (key, etag) => (await at(key)).settle(key, etag),
    delete: async (key) => (await at(key)).delete(key),
    list: async function* (prefix) {
      yield* (await s3()).list(prefix)
    },
    publicUrl: (key) => {
      checkObjectKey(key)
      return `${options.publicBaseUrl}/${key}`
    },
    presignPut: async (key, terms) => (await at(key)).presignPut(key, terms),
    presignPost: async (key, terms) => (await at(key)).presignPost(key, terms),
    forgetUnfinished: async (before) => (await s3()).forgetUnfinished(before),
  }
}
