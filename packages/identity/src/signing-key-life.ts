import { SESSION_LIFE_SECONDS } from './session-life.ts'

const DAY_SECONDS = 86_400

/** A signing key signs for 90 days; then the next token is signed with a new one … */
export const KEY_LIFE_SECONDS = 90 * DAY_SECONDS

/** … and it is published and trusted until the last token it signed has surely expired. */
export const KEY_GRACE_SECONDS = SESSION_LIFE_SECONDS + DAY_SECONDS
