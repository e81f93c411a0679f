import { StorageError } from './storage-error.ts'

const maxKeyLength = 512
const maxSegmentLength = 200

// A leading dot would make hidden files and the two that mean folders.
const segmentPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/** Is this text a key under which an object may be kept, on any driver? */
export const isObjectKey = (key: string): boolean =>
  key.length <= maxKeyLength &&
  key
    .split('/')
    .every((segment) => segment.length <= maxSegmentLength && segmentPattern.test(segment))

/** Throws `StorageError` (`invalid_key`), without repeating what may be an attack in the message. */
export const checkObjectKey = (key: string): void => {
  if (!isObjectKey(key)) throw new StorageError('invalid_key', 'This is not an object key')
}
