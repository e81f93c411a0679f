/** How long an embed session lives without being refreshed. */
export const SESSION_LIFE_MS = 4 * 3_600_000
