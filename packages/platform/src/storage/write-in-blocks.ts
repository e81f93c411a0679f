import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'

type Steps = {
  /** Sees every chunk before it is written; what it throws fails the upload. */
  readonly before: (chunk: Uint8Array) => void
  /** Sees every chunk once it is written. */
  readonly after: (chunk: Uint8Array) => void
}

/** How much of an upload may wait for the disk, and so about the most that is written at a time. */
const waitingBytes = 512 * 1024

const writeAll = async (file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> => {
  const { bytesWritten } = await file.writev(chunks)
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  if (bytesWritten < sizeBytes) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

/**
 * Writes what it is given to the end of an open file, everything that waits at a time: every write
 * is a trip to another thread. Closed, also by a failure, only once nothing is being written any
 * more; the file itself stays open.
 */
export const writeInBlocks = (file: FileHandle, { before, after }: Steps): Writable => {
  const write = async (chunks: readonly Uint8Array[]): Promise<void> => {
    chunks.forEach(before)
    await writeAll(file, chunks)
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
