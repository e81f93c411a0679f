/** How to reach an S3 server for tests, which may make and fill buckets of its own. */
export type S3Access = {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export type S3Server = {
  readonly access: S3Access
  readonly stop: () => Promise<void>
}

/** The S3 server did not come up; the message says where to look. */
export class S3ServerError extends Error {
  override readonly name = 'S3ServerError'
}
