import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'

import { diskError } from './storage-error.ts'

type Steps = {
  /** Sees every chunk before it is written; what it throws fails the upload. */
  readonly before: (chunk: Uint8Array) => void
  /** Sees every chunk once it is written. */
  readonly after: (chunk: Uint8Array) => void
}

/** How many chunks of an upload may wait for the disk, and so about the most that are written at a
 *  time. Node reads 64 KB at most; a sender may cut them as small as a byte, and a buffer costs more
 *  than that. */
const waitingChunks = 8

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
    objectMode: true,
    highWaterMark: waitingChunks,
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
