import { FetchError, type FetchFault } from '@cartwright/platform/net/fetch-error'

import { AppError } from '../../operation/app-error.ts'

/** Why a file did not come, in words that tell nothing about our own network: a host inside of it
 *  is spoken of as one that does not exist. */
const sentences: Readonly<Record<Exclude<FetchFault, 'too_large' | 'status'>, string>> = {
  malformed_url: 'it redirects to an address that is not fetched',
  scheme: 'it redirects to an address that is not fetched',
  port: 'it redirects to an address that is not fetched',
  private: 'its host cannot be reached',
  unresolved: 'its host cannot be reached',
  timeout: 'it took too long',
  too_many_redirects: 'it redirects too often',
  broken: 'the connection failed',
}

/** The error of the caller whose file at `urls[index]` could not be taken. */
export function importError(error: unknown, index: number): unknown {
  const details = { index }
  const fault = fetchErrorIn(error)
  if (fault?.reason === 'too_large') {
    const message = `The file at urls[${index}] is larger than 25 MB.`
    return new AppError('payload_too_large', { message, details, cause: error })
  }
  if (error instanceof AppError && error.code === 'unsupported_media_type') {
    const message = `The file at urls[${index}] is not an image of a kind that is accepted here.`
    return new AppError('unsupported_media_type', { message, details, cause: error })
  }
  // What arrives is stored as it comes, and tells storage alone that it broke off.
  const brokeOff = error instanceof AppError && error.code === 'invalid_multipart'
  if (fault === null && !brokeOff) return error
  const message = `The file at urls[${index}] could not be fetched: ${reasonOf(fault)}.`
  return new AppError('remote_fetch_failed', { message, details, cause: error })
}

function reasonOf(fault: FetchError | null): string {
  if (fault === null || fault.reason === 'too_large') return sentences.broken
  return fault.reason === 'status' ? `it answered ${fault.status}` : sentences[fault.reason]
}

function fetchErrorIn(error: unknown): FetchError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchError) return cause
  }
  return null
}
