import { runIsolated } from '../isolation/run-isolated.ts'

const maxBytes = 25 * 1024 * 1024
const limits = { timeoutMs: 20_000, memoryMegabytes: 256 }
const maxDays = 10

/**
 * How long is this MP4, QuickTime or WebM, in whole milliseconds, by what it says of itself? `null`
 * when it does not tell: broken, cut off before its index, or larger than 25 MB.
 */
export const readDuration = async (video: Uint8Array): Promise<number | null> => {
  if (video.length > maxBytes) return null
  const thread = new URL('./read-duration-thread.ts', import.meta.url)
  const seconds = await runIsolated(thread, video, limits)
  if (typeof seconds !== 'number' || !(seconds > 0)) return null
  // Whoever claims more in 25 MB is making it up, and would not fit a column.
  return seconds > maxDays * 86_400 ? null : Math.round(seconds * 1000)
}
