import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { CredentialsTable } from '../tables.ts'

export interface SecretOwner {
  readonly storeId: string
  /** The token or key. */
  readonly subjectId: string
}

export interface NewSecret extends SecretOwner {
  readonly kind: CredentialsTable['kind']
  /** SHA-256 of the secret. */
  readonly secretHash: Buffer
  readonly now: Date
}

/** Makes a secret open its token or key, beside those that already do. */
export async function insertSecret(trx: Transaction, secret: NewSecret): Promise<void> {
  const { now, ...row } = secret
  await trx
    .insertInto('credentials')
    .values({ ...row, createdAt: now })
    .execute()
}

/** Puts a new secret in the place of the old ones, which still open the same until `oldUntil`, and
 *  never longer than they would have; those that have ended are removed. */
export async function replaceSecret(
  trx: Transaction,
  { oldUntil, ...secret }: NewSecret & { readonly oldUntil: Date },
): Promise<void> {
  const { storeId, subjectId, now } = secret
  await trx
    .updateTable('credentials')
    .set({ expiresAt: sql<Date>`least(expires_at, ${oldUntil}::timestamptz)` })
    .where('storeId', '=', storeId)
    .where('subjectId', '=', subjectId)
    .execute()
  await trx
    .deleteFrom('credentials')
    .where('storeId', '=', storeId)
    .where('subjectId', '=', subjectId)
    .where('expiresAt', '<=', now)
    .execute()
  await insertSecret(trx, secret)
}

/** Removes every secret of a token or key: from the next request on none of them opens anything. */
export async function deleteSecrets(trx: Transaction, owner: SecretOwner): Promise<void> {
  await trx
    .deleteFrom('credentials')
    .where('storeId', '=', owner.storeId)
    .where('subjectId', '=', owner.subjectId)
    .execute()
}
