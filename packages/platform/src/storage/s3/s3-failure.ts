import { S3ServiceException } from '@aws-sdk/client-s3'

import { StorageError } from '../storage-error.ts'

const isStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status

/** Is there no such object, in a bucket that is there? A HEAD does not tell which of the two is
 *  missing: see `headObject`. */
export const isAbsent = (error: unknown): boolean =>
  isStatus(error, 404) && error instanceof Error && error.name !== 'NoSuchBucket'

/** Was an object of another etag meant? */
export const isOther = (error: unknown): boolean => isStatus(error, 412)

export const isBeyondEnd = (error: unknown): boolean => isStatus(error, 416)

/** What went wrong, without what the SDK keeps beside it: requests, signatures and key ids. */
const describe = (error: unknown): string => {
  if (error instanceof S3ServiceException) {
    return `the server answered ${error.$metadata.httpStatusCode ?? 'nothing'} ${error.name}`
  }
  if (!(error instanceof Error)) return 'no answer'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

export const s3Failure = (error: unknown): StorageError =>
  error instanceof StorageError
    ? error
    : new StorageError('unavailable', `The bucket cannot be used: ${describe(error)}`)

/** The answer of the storage server; a failure as `StorageError`. */
export const answered = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
  try {
    return await work
  } catch (error) {
    throw s3Failure(error)
  }
}

/** The same, with `null` for an object that is not there. */
export const answeredOrAbsent = async <Answer>(work: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await work
  } catch (error) {
    if (isAbsent(error)) return null
    throw s3Failure(error)
  }
}
