const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long an announced upload is waited for. */
export const UPLOAD_WAIT_MS = DAY_MS

/** How old an object must be before it may be found to be nobody's: an upload stores the object
 *  first and writes its row afterwards. */
export const UNKNOWN_OBJECT_MS = 7 * DAY_MS

/** How old a file must be before nothing using it counts: what it was uploaded for may just be being
 *  written. */
export const SETTLING_MS = HOUR_MS

/** A file that should have been described by now has no job any more. */
export const DESCRIPTION_WAIT_MS = 10 * MINUTE_MS

/** For how long a file that came may be missing in storage before it counts as lost: a folder may not
 *  be mounted, or the name of a bucket be wrong. */
export const LOST_WAIT_MS = DAY_MS

/** A presigned upload that began in its last second may still arrive. */
export const LATE_UPLOAD_MS = HOUR_MS

/** After so many refusals operators are told that storage does not delete. */
export const REFUSALS_TO_REPORT = 5

/**
 * How long is an object left alone that storage refused to delete so many times? Twice as long each
 * time, from a minute to six hours.
 *
 * `1` → 60 000, `2` → 120 000, `10` → 21 600 000
 */
export function deletionPauseMs(refusals: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.max(0, refusals - 1), 6 * HOUR_MS)
}
