import { setTimeout as delay } from 'node:timers/promises'

import type { Part } from './child-part.ts'

export type KeptPart = {
  /** The part as it runs now. */
  readonly first: Part
  /** Starts it anew; fulfilled when it is up. */
  readonly start: (signal: AbortSignal) => Promise<Part>
  readonly say: (line: string) => void
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** A part that ran this long was well; the next pause begins small again. */
const healthyAfterMs = 60_000

/**
 * Starts a part again whenever it ends by itself, after pauses of 0.5 s, 1 s, 2 s … up to 30 s, and
 * says so. Returns what stops it for good.
 */
export function keepRunning(kept: KeptPart, signal: AbortSignal): () => Promise<void> {
  const stopping = new AbortController()
  const either = AbortSignal.any([signal, stopping.signal])
  let part: Part | null = kept.first
  const watch = async () => {
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      const how = part === null ? 'no start' : await part.exited
      if (stopping.signal.aborted) return
      await part?.stop()
      if (performance.now() - startedAt > healthyAfterMs) pauseMs = firstPauseMs
      kept.say(`ended by itself (${how}); starting it again in ${pauseMs / 1000} s`)
      await delay(pauseMs, undefined, { signal: either }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      if (either.aborted) return
      part = await startAgain(kept, either)
    }
  }
  const watching = watch()
  return async () => {
    stopping.abort()
    await part?.stop()
    await watching
    // A start that was under way when the stop came.
    await part?.stop()
  }
}

async function startAgain({ start, say }: KeptPart, signal: AbortSignal): Promise<Part | null> {
  try {
    const part = await start(signal)
    say('is up again')
    return part
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return null
  }
}
