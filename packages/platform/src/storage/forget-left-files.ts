import { opendir, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

import { keyOfDataFile, type LocalPaths } from './local-paths.ts'
import { unlessAbsent } from './unless-absent.ts'

/**
 * Deletes what crashes left in a data folder before this time: files set aside and never moved to
 * their place, and bytes whose facts were not written any more, or whose deletion stopped halfway.
 * Neither is an object, so nothing else ever finds them. Answers how many there were.
 */
export const forgetLeftFiles = async (paths: LocalPaths, before: Date): Promise<number> => {
  let count = 0
  for await (const path of filesIn(paths.incoming)) {
    if (await forget(path, before)) count += 1
  }
  for await (const path of filesIn(paths.objects)) {
    const key = keyOfDataFile(relative(paths.objects, path).replaceAll(sep, '/'))
    if (key === null || (await unlessAbsent(stat(paths.facts(key)))) !== null) continue
    if (await forget(path, before)) count += 1
  }
  return count
}

const forget = async (path: string, before: Date): Promise<boolean> => {
  const file = await unlessAbsent(stat(path))
  if (file === null || file.mtimeMs >= before.getTime()) return false
  await unlessAbsent(rm(path, { force: true }))
  return true
}

/** Read a few at a time, however many there are. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await unlessAbsent(opendir(folder, { recursive: true }))
  for await (const entry of entries ?? []) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name)
  }
}
