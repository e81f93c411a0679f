import { randomUUID } from 'node:crypto'

import type { Transaction } from '@cartwright/db/database'

export interface NewUser {
  readonly id: string
  /** Stored in lower case. */
  readonly email: string
  readonly name: string
  /** From `hashPassword`. */
  readonly passwordHash: string
  /** True only when a link sent to the address was followed (default false). */
  readonly emailVerified?: boolean
  readonly now: Date
}

/** Writes a user and its password the way better-auth does, inside a transaction that also writes
 *  what belongs to the user. `email_taken` leaves the transaction usable and has written nothing;
 *  a twin that is still signing up is waited for. */
export async function insertUser(
  trx: Transaction,
  user: NewUser,
): Promise<'inserted' | 'email_taken'> {
  const times = { createdAt: user.now, updatedAt: user.now }
  const inserted = await trx
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email.toLowerCase(),
      emailVerified: user.emailVerified ?? false,
      name: user.name,
      ...times,
    })
    .onConflict((conflict) => conflict.constraint('users_email_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) return 'email_taken'
  await trx
    .insertInto('accounts')
    .values({
      // Seen by nobody outside this table, so it need not sort by time.
      id: randomUUID(),
      userId: user.id,
      // better-auth names a password's account after its user.
      accountId: user.id,
      providerId: 'credential',
      password: user.passwordHash,
      ...times,
    })
    .execute()
  return 'inserted'
}
