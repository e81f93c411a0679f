import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'

import { diskError } from './storage-error.ts'

type Steps = {
  /** Sees every chunk before it is written; what it throws fails the upload. */
  readonly before: (chunk: Uint8Array) => void
  /** Sees every chunk once it is written. */
  readonly after: (chunk: Uint8Array) => void
}

/**
 * How much of an upload may wait for the disk. Less than a chunk usually has, so that each is written
 * by itself: larger writes make Linux take larger pages for its cache, and a virtual machine that
 * gives such pages back to its host when they are free pays dearly for getting them again. Chunks of
 * a few bytes, which a sender may make, are still written many at a time.
 */
const waitingBytes = 16 * 1024

const writeAll = async (file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> => {
  const { bytesWritten } = await file.writev(chunks)
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  if (bytesWritten < sizeBytes) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

/**
 * Writes what it is given to the end of an open file, everything that waits at a time: every write
 * is a trip to another thread. Fails with `unavailable` when the disk does. Closed, also by a
 * failure, only once nothing is being written any more; the file itself stays open.
 */
export const writeInBlocks = (file: FileHandle, { before, after }: Steps): Writable => {
  const write = async (chunks: readonly Uint8Array[]): Promise<void> => {
    chunks.forEach(before)
    await writeAll(file, chunks).catch((error: unknown) => {
      throw diskError(error)
    })
    chunks.forEach(after)
  }
  let writing: Promise<void> = Promise.resolve()
  const ended = async (): Promise<Error | null> => {
    try {
      await writing
      return null
    } catch (error) {
      return error as Error
    }
  }
  return new Writable({
    highWaterMark: waitingBytes,
    async writev(waiting: readonly { readonly chunk: Uint8Array }[], done) {
      writing = write(waiting.map(({ chunk }) => chunk))
      done(await ended())
    },
    async destroy(error, done) {
      await ended()
      done(error)
    },
  })
}
