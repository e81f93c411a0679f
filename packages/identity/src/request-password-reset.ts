import { randomBytes } from 'node:crypto'

import type { Identity } from './create-identity.ts'
import { resetIdentifier } from './reset-identifier.ts'

const TOKEN_LIFE_MS = 3_600_000

export interface PasswordResetRequest {
  readonly user: { readonly id: string; readonly email: string; readonly name: string }
  /** Goes into the link that is mailed; only its hash is stored. */
  readonly token: string
  readonly expiresAt: Date
}

/** Makes a single-use reset token that lives one hour; null when nobody has this address. For the
 *  worker: whoever answers a request only enqueues, so that the answer tells nothing by its timing.
 *
 *  Written through the table because better-auth hands its token to a callback set at start-up, not
 *  to the caller, and reads its own clock. */
export async function requestPasswordReset(
  identity: Identity,
  email: string,
): Promise<PasswordResetRequest | null> {
  const user = await identity.db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (user === undefined) return null
  const token = randomBytes(32).toString('base64url')
  const now = new Date(identity.now())
  const expiresAt = new Date(now.getTime() + TOKEN_LIFE_MS)
  await identity.db
    .insertInto('verifications')
    .values({
      id: identity.newId(),
      identifier: resetIdentifier(token),
      value: user.id,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return { user, token, expiresAt }
}
