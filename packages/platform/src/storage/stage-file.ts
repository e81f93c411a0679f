import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { randomHex } from '../random.ts'

export type StagedFile = {
  /** Gives the file its name, in place of whatever had it. */
  readonly moveTo: (path: string) => Promise<void>
  readonly discard: () => Promise<void>
}

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Writes a file aside, so that after a crash at any moment the old one, the new one or none is
 * there, never a part: into `incoming` on the same disk, flushed; moving it renames it and flushes
 * the folder. What fails leaves nothing.
 */
export const stageFile = async (
  incoming: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<StagedFile> => {
  await mkdir(incoming, { recursive: true })
  const temporary = join(incoming, randomHex(32))
  const discard = async (): Promise<void> => rm(temporary, { force: true })
  const file = await open(temporary, 'wx', 0o644)
  try {
    await write(file)
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => undefined)
    await discard()
    throw error
  }
  return {
    discard,
    moveTo: async (path) => {
      await mkdir(dirname(path), { recursive: true })
      await rename(temporary, path)
      await syncFolder(dirname(path))
    },
  }
}
