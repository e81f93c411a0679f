import type { Storage } from '@cartwright/platform/storage/storage'

/** Runs an upload. When anything fails after objects were stored, they are deleted again: a row and
 *  its object exist together or not at all. */
export async function keepWhole<T>(
  storage: Storage,
  upload: (kept: string[]) => Promise<T>,
): Promise<T> {
  const kept: string[] = []
  try {
    return await upload(kept)
  } catch (error) {
    // What storage refuses to delete now is found by the sweep of objects no row knows.
    await Promise.allSettled(kept.map((key) => storage.delete(key)))
    throw error
  }
}
