import { StorageError } from './storage-error.ts'

const maxKeyLength = 512

// Segments of at most 200 characters. A leading dot would make hidden files and the two that mean
// folders.
const keyPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})*$/

/** Is this text a key under which an object may be kept, on any driver? */
export const isObjectKey = (key: string): boolean =>
  key.length <= maxKeyLength && keyPattern.test(key)

/** Throws `StorageError` (`invalid_key`), without repeating what may be an attack in the message. */
export const checkObjectKey = (key: string): void => {
  if (!isObjectKey(key)) throw new StorageError('invalid_key', 'This is not an object key')
}
