import { residentMemory } from './resident-memory.ts'

const EVERY_MS = 20

export type MemoryWatch = {
  /** Ends it; answers the most that was seen, in bytes. */
  readonly stop: () => Promise<number>
}

/** Looks at the resident memory of a process 50 times a second until it is stopped. */
export function watchMemory(pid: number): MemoryWatch {
  let peakBytes = 0
  let last: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    peakBytes = Math.max(peakBytes, await residentMemory(pid))
  }
  const timer = setInterval(() => {
    last = last.then(look)
    // Heard of when it is stopped; until then nobody listens.
    last.catch(() => undefined)
  }, EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await last
      await look()
      return peakBytes
    },
  }
}
