import { createHash } from 'node:crypto'

/** What is stored of a reset token: better-auth's hashed identifier (SHA-256 of
 *  `reset-password:<token>`, base64url), which does not give the token away. */
export function resetIdentifier(token: string): string {
  return createHash('sha256').update(`reset-password:${token}`).digest('base64url')
}
