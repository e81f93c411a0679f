import type { FileHandle } from 'node:fs/promises'

/** Sockets bring a few kilobytes at a time; every write is a trip through a thread and the kernel. */
const gatherBytes = 512 * 1024

const writeWhole = async (file: FileHandle, bytes: Buffer): Promise<void> => {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at)
    at += bytesWritten
  }
}

/** Appends what arrives to a file, in few large writes from one buffer. */
export const writeGathered = async (
  file: FileHandle,
  arriving: AsyncIterable<Uint8Array>,
): Promise<void> => {
  const gathered = Buffer.allocUnsafeSlow(gatherBytes)
  let filled = 0
  for await (const chunk of arriving) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + gatherBytes - filled)
      gathered.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < gatherBytes) continue
      await writeWhole(file, gathered)
      filled = 0
    }
  }
  await writeWhole(file, gathered.subarray(0, filled))
}
