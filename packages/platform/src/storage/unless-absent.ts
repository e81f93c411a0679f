import { StorageError } from './storage-error.ts'

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** What reading the data folder answers; `null` for what is not there. Throws `StorageError`. */
export const unlessAbsent = async <Answer>(work: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await work
  } catch (error) {
    if (isAbsent(error)) return null
    throw new StorageError('unavailable', 'The data folder cannot be read', error)
  }
}
