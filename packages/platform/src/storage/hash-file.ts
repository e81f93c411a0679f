import type { FileHandle } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

export type HashRequest = { readonly fd: number; readonly sizeBytes: number }

export type HashAnswer = { readonly sha256: string } | { readonly problem: string }

type HashThread = {
  readonly ask: (request: HashRequest) => Promise<string>
}

/** `ended` is told when the thread is of no use any more. */
const startThread = (module: URL, ended: () => void): HashThread => {
  const worker = new Worker(module, {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
  })
  // The thread answers in the order it was asked.
  const asked: PromiseWithResolvers<string>[] = []
  worker.on('message', (answer: HashAnswer) => {
    const first = asked.shift()
    if (asked.length === 0) worker.unref()
    if ('sha256' in answer) first?.resolve(answer.sha256)
    else first?.reject(new Error(answer.problem))
  })
  let cause: unknown
  worker.on('error', (error) => (cause = error))
  // Comes after `error` too.
  worker.on('exit', () => {
    ended()
    const problem = new Error('The hashing thread has ended', { cause })
    for (const { reject } of asked.splice(0)) reject(problem)
  })
  return {
    ask: async (request) => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      // Waited for, it keeps the process alive; idle, it must not.
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(request)
      return await answer.promise
    },
  }
}

type HashFile = (file: FileHandle, sizeBytes: number) => Promise<string>

/** `hashFile` by a thread that runs `module`, started when first needed, and again after it failed. */
export const hashingBy = (module: URL): HashFile => {
  let thread: HashThread | null = null
  return async ({ fd }, sizeBytes) => {
    thread ??= startThread(module, () => (thread = null))
    return await thread.ask({ fd, sizeBytes })
  }
}

/**
 * The SHA-256, in lower-case hex, of the first `sizeBytes` of a file that is open for reading. A
 * thread beside computes it, one for the whole process: here it would be the greatest part of what an
 * upload costs, and all other requests would wait for it.
 *
 * @throws Error when the file cannot be read or is shorter, or the thread fails.
 */
export const hashFile = hashingBy(new URL('./hash-file-thread.ts', import.meta.url))
