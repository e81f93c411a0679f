/** What time is it? Milliseconds since the Unix epoch, like `Date.now()`. */
export type Clock = {
  readonly now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }

export type FakeClock = Clock & {
  /** Moves the time forward (or back, to imitate a corrected system clock). */
  readonly advance: (byMs: number) => void
  readonly set: (toMs: number) => void
}

/** A clock that stands still until told to move. Starts at 2026-01-02T03:04:05.000Z. */
export const fakeClock = (startMs = Date.UTC(2026, 0, 2, 3, 4, 5)): FakeClock => {
  let nowMs = startMs
  return {
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs
    },
    set: (toMs) => {
      nowMs = toMs
    },
  }
}
