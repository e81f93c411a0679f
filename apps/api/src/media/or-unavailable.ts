import { StorageError } from '@cartwright/platform/storage/storage-error'

import { AppError } from '../operation/app-error.ts'

/** What storage answers, or `unavailable` when it does not: that passes. */
export async function orUnavailable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    throw cause instanceof StorageError ? new AppError('unavailable', { cause }) : cause
  }
}
