const DAY_MS = 86_400_000

/** When do today, the last 7 and the last 30 days begin? Days are days of UTC, and today is the
 *  last of each. At noon of 30 January: 30 January, 24 January and 1 January, at midnight. */
export function salesSpans(now: Date): readonly [today: Date, week: Date, month: Date] {
  const midnight = now.getTime() - (now.getTime() % DAY_MS)
  const daysBefore = (days: number) => new Date(midnight - days * DAY_MS)
  return [daysBefore(0), daysBefore(6), daysBefore(29)]
}
