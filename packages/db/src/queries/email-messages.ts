import type { OrderEmailKind } from '@cartwright/contract/jobs'
import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface EmailClaim {
  readonly storeId: string
  /** For the row, should there be none yet. */
  readonly id: string
  readonly kind: OrderEmailKind
  readonly subjectId: string
  readonly recipient: string
  /** Attempts that began before then and never ended are taken over. */
  readonly deadBefore: Date
  readonly now: Date
}

export type ClaimedEmail =
  /** It is the caller's to send now; the id is the same for every attempt. */
  | { readonly kind: 'claimed'; readonly id: string }
  | { readonly kind: 'sent' }
  /** Somebody is sending it right now. */
  | { readonly kind: 'sending' }

/** Claims the one mail of this kind about this subject: of all who try, one may send it. */
export async function claimEmail(db: Database, claim: EmailClaim): Promise<ClaimedEmail> {
  const { storeId, kind, subjectId, now, deadBefore } = claim
  const { rows } = await sql<{ id: string }>`
    insert into email_messages as known (
      store_id, id, kind, subject_id, recipient, status, claimed_at, created_at
    ) values (
      ${storeId}, ${claim.id}, ${kind}, ${subjectId}, ${claim.recipient}, 'sending', ${now}, ${now}
    )
    on conflict on constraint email_messages_once do update
       set status = 'sending', attempts = known.attempts + 1, failure = null,
           recipient = excluded.recipient, claimed_at = excluded.claimed_at
     where known.status = 'failed'
        or (known.status = 'sending' and known.claimed_at < ${deadBefore})
    returning id
  `.execute(db)
  const [claimed] = rows
  if (claimed !== undefined) return { kind: 'claimed', id: claimed.id }
  const { status } = await db
    .selectFrom('emailMessages')
    .select('status')
    .where('storeId', '=', storeId)
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .executeTakeFirstOrThrow()
  return { kind: status === 'sent' ? 'sent' : 'sending' }
}

export interface EmailOutcome {
  readonly storeId: string
  readonly id: string
  /** Why it was not sent; null when it was. */
  readonly failure: string | null
  readonly now: Date
}

/** Writes down what became of a claimed mail. One that failed may be claimed again at once. */
export async function recordEmail(db: Database, outcome: EmailOutcome): Promise<void> {
  const { storeId, id, failure, now } = outcome
  await db
    .updateTable('emailMessages')
    .set(failure === null ? { status: 'sent', sentAt: now } : { status: 'failed', failure })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
}
