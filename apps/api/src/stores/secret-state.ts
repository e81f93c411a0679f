/** Why can this token or key get no new secret? Null when it can. */
export function endedState(
  secret: { readonly revokedAt: Date | null; readonly expiresAt: Date | null },
  now: Date,
): 'revoked' | 'expired' | null {
  if (secret.revokedAt !== null) return 'revoked'
  return secret.expiresAt !== null && secret.expiresAt <= now ? 'expired' : null
}
