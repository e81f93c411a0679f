import { Worker } from 'node:worker_threads'

export type IsolationLimits = {
  readonly timeoutMs: number
  readonly memoryMegabytes: number
}

/**
 * What a thread of its own answers about hostile bytes, or `null` when it fails, takes too long or
 * needs too much memory: a reader caught in a loop blocks nobody and is ended.
 *
 * `module` is a file that calls `answerIsolated`. The thread has no environment variables; the bytes
 * are copied.
 */
export const runIsolated = (
  module: URL,
  bytes: Uint8Array,
  { timeoutMs, memoryMegabytes }: IsolationLimits,
): Promise<unknown> =>
  new Promise((resolve) => {
    const thread = new Worker(module, {
      workerData: bytes,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    })
    const settle = (answer: unknown): void => {
      clearTimeout(timer)
      resolve(answer)
      void thread.terminate()
    }
    const timer = setTimeout(() => settle(null), timeoutMs)
    thread.once('message', settle)
    thread.once('error', () => settle(null))
    thread.once('exit', () => settle(null))
  })
