import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export type MemoryWatch = {
  /** Takes note of what is in use now. */
  readonly look: () => void
  /** The most that was seen above what was in use when watching began. */
  readonly peakBytes: () => number
}

/** How much memory is really held, garbage left out: for promises of bounded memory. */
export const watchMemory = (): MemoryWatch => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const usedBytes = (): number => {
    if (typeof collect === 'function') collect()
    const { arrayBuffers, heapUsed } = process.memoryUsage()
    return arrayBuffers + heapUsed
  }
  const before = usedBytes()
  let peak = 0
  return {
    look: () => {
      peak = Math.max(peak, usedBytes() - before)
    },
    peakBytes: () => peak,
  }
}
