import { timestampInput } from '@cartwright/contract/scalars'
import { z } from 'zod'

/** A moment, or a day in UTC. */
export const dayOrMoment = z.union([z.iso.date(), timestampInput])

const DAY_MS = 86_400_000

export interface PlacedWithin {
  readonly from: Date | null
  /** The first moment that is not within. */
  readonly before: Date | null
}

/** From when until when? A day begins at midnight UTC and is within as a whole; a moment as `to` is
 *  within itself: to `2026-02-01` means before `2026-02-02T00:00Z`. */
export function placedWithin(from?: string, to?: string): PlacedWithin {
  const end = to === undefined ? null : new Date(to)
  const lengthMs = to !== undefined && z.iso.date().safeParse(to).success ? DAY_MS : 1
  return {
    from: from === undefined ? null : new Date(from),
    before: end && new Date(end.getTime() + lengthMs),
  }
}
