import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { randomHex } from '../random.ts'

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Writes a file so that after a crash at any moment the old one, the new one or none is there,
 * never a part: into `incoming` on the same disk, flushed, then renamed and the folder flushed.
 */
export const replaceFile = async (
  path: string,
  incoming: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> => {
  await mkdir(incoming, { recursive: true })
  const temporary = join(incoming, randomHex(32))
  const file = await open(temporary, 'wx', 0o644)
  try {
    await write(file)
    await file.sync()
    await file.close()
    await mkdir(dirname(path), { recursive: true })
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
}
