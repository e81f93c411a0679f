/** Work that nobody awaits, but that is finished or cancelled before the process ends. */
export interface Background {
  /** Aborted by `stop`; whoever waits in the background waits on it. */
  readonly stopped: AbortSignal
  run(work: Promise<void>): void
  stop(): Promise<void>
}

export function createBackground(): Background {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  return {
    stopped: stopping.signal,
    run: (work) => {
      const tracked = work
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) console.error('Webhook delivery broke:', error)
        })
        .finally(() => running.delete(tracked))
      running.add(tracked)
    },
    stop: async () => {
      stopping.abort()
      while (running.size > 0) await Promise.all(running)
    },
  }
}
