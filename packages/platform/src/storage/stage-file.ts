import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { randomHex } from '../random.ts'

export type StagedFile = {
  /** Open, for reading too, until it is flushed or discarded. */
  readonly file: FileHandle
  /** Sees to it that the bytes survive a crash; before the file is moved. */
  readonly flush: () => Promise<void>
  /** Gives the file its name, in place of whatever had it; after a crash for certain once the folder
   *  is flushed too. */
  readonly moveTo: (path: string) => Promise<void>
  readonly discard: () => Promise<void>
}

/** Sees to it that the names in a folder survive a crash. */
export const flushFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Writes a file aside, into `incoming` on the same disk. Flushed and then moved, the old one, the new
 * one or none is there after a crash at any moment, never a part. What fails leaves nothing.
 */
export const stageFile = async (
  incoming: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<StagedFile> => {
  await mkdir(incoming, { recursive: true })
  const temporary = join(incoming, randomHex(32))
  const file = await open(temporary, 'wx+', 0o644)
  // What fails is told already; what is left is found by its age.
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
  }
  try {
    await write(file)
  } catch (error) {
    await discard()
    throw error
  }
  return {
    file,
    discard,
    flush: async () => {
      await file.sync()
      await file.close()
    },
    moveTo: async (path) => {
      await mkdir(dirname(path), { recursive: true })
      await rename(temporary, path)
    },
  }
}
