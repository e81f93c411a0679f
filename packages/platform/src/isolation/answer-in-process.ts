import { writeFileSync } from 'node:fs'

const preferToBeKilled = (): void => {
  try {
    // Should memory run out all the same, Linux ends this process and not the one that asked.
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // Another system, or one that does not allow it.
  }
}

/** In a process that `isolatedProcess` started: answers about the bytes it is given, until whoever
 *  asks is gone. */
export const answerInProcess = (question: (bytes: Uint8Array) => Promise<unknown>): void => {
  preferToBeKilled()
  // Whoever asked decides when it ends; what a terminal sends to all at once is not for us.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
  // Native code that still runs would hold up any other way to end.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.on('message', (bytes: Uint8Array) => {
    void question(bytes).then((answer) => process.send?.(answer))
  })
}
