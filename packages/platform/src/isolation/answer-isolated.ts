import { parentPort, workerData } from 'node:worker_threads'

/** In a thread that `runIsolated` started: answers about the bytes it was given. */
export const answerIsolated = async (
  question: (bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>,
): Promise<void> => {
  const bytes: unknown = workerData
  const answer = bytes instanceof Uint8Array ? await question(new Uint8Array(bytes)) : null
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer)
}
