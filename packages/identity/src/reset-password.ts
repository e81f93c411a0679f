import type { Database, Transaction } from '@cartwright/db/database'

import type { Identity } from './create-identity.ts'
import { endSessionsOfUser } from './end-sessions-of-user.ts'
import { hashPassword } from './hash-password.ts'
import { resetIdentifier } from './reset-identifier.ts'

export interface PasswordReset {
  readonly token: string
  readonly password: string
}

/** Sets a new password by a mailed token and ends every session of the user, in one transaction.
 *  Returns the user's id; null when the token is unknown, used or expired. Of two resets with one
 *  token exactly one wins, and a reset voids every other reset token of its user.
 *
 *  Not better-auth's own reset, because that ends the sessions before it writes the password: a
 *  log-in with the old password between the two would keep its session. */
export async function resetPassword(
  identity: Identity,
  reset: PasswordReset,
): Promise<string | null> {
  const identifier = resetIdentifier(reset.token)
  const now = new Date(identity.now())
  const userId = await findResetUser(identity.db, { identifier, now })
  // Before the hash, so that made-up tokens cost a look-up and not a hash.
  if (userId === null) return null
  const passwordHash = await hashPassword(identity, reset.password)
  const accountId = identity.newId()
  return identity.db.transaction().execute(async (trx) => {
    if (!(await consumeResetToken(trx, { identifier, userId, now }))) return null
    // In this order: a log-in holds the password's row until its session is committed, so whatever
    // it opened is seen here and ended.
    await setPassword(trx, { accountId, userId, passwordHash, now })
    await endSessionsOfUser(trx, userId)
    return userId
  })
}

interface ResetToken {
  readonly identifier: string
  readonly now: Date
}

async function findResetUser(db: Database, token: ResetToken): Promise<string | null> {
  const found = await db
    .selectFrom('verifications')
    .select('value')
    .where('identifier', '=', token.identifier)
    .where('expiresAt', '>', token.now)
    .executeTakeFirst()
  return found?.value ?? null
}

async function consumeResetToken(
  trx: Transaction,
  token: ResetToken & { readonly userId: string },
): Promise<boolean> {
  // The resets of one user queue here, so that two of them can never lock each other's tokens in
  // turn, and the user cannot be deleted meanwhile.
  const user = await trx
    .selectFrom('users')
    .select('id')
    .where('id', '=', token.userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (user === undefined) return false
  const consumed = await trx
    .deleteFrom('verifications')
    .where('value', '=', token.userId)
    .where('expiresAt', '>', token.now)
    .returning('identifier')
    .execute()
  return consumed.some(({ identifier }) => identifier === token.identifier)
}

interface NewPassword {
  readonly accountId: string
  readonly userId: string
  readonly passwordHash: string
  readonly now: Date
}

async function setPassword(trx: Transaction, password: NewPassword): Promise<void> {
  const { accountId, userId, passwordHash, now } = password
  await trx
    .insertInto('accounts')
    .values({
      id: accountId,
      userId,
      accountId: userId,
      providerId: 'credential',
      password: passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['providerId', 'accountId'])
        .doUpdateSet({ password: passwordHash, updatedAt: now }),
    )
    .execute()
}
