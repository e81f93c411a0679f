import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

import type { HashAnswer, HashRequest } from './hash-file.ts'

/** Small enough that what was read is still in the processor's cache when it is hashed. */
const block = Buffer.allocUnsafeSlow(256 * 1024)

const sha256Of = ({ fd, sizeBytes }: HashRequest): string => {
  const hash = createHash('sha256')
  let readBytes = 0
  while (readBytes < sizeBytes) {
    const wanted = Math.min(block.length, sizeBytes - readBytes)
    const length = readSync(fd, block, 0, wanted, readBytes)
    if (length === 0) throw new Error(`The file ends after ${readBytes} of ${sizeBytes} bytes`)
    hash.update(block.subarray(0, length))
    readBytes += length
  }
  return hash.digest('hex')
}

const answerTo = (request: HashRequest): HashAnswer => {
  try {
    return { sha256: sha256Of(request) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

// In `hash-file.ts`'s thread: answers every request, in the order they come.
parentPort?.on('message', (request: HashRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answerTo(request))
})
