/** How long a session and the token that carries it live: 7 days. */
export const SESSION_LIFE_SECONDS = 7 * 86_400

/** When does a session opened now end? On a whole second, because a token's `exp` counts seconds
 *  and the two must end together.
 *
 *  Example: opened at 00:00:00.250 → ends at 00:00:00.000 seven days later. */
export function sessionExpiry(now: Date): Date {
  return new Date((Math.floor(now.getTime() / 1000) + SESSION_LIFE_SECONDS) * 1000)
}
