import { type Insertable, sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { FormSubmissionsTable } from '../tables.ts'

export interface SessionImage {
  readonly id: string
  /** Where storage keeps it. */
  readonly key: string
}

/** The pictures that were uploaded in a session. They cannot be collected until the transaction
 *  ends, so a reference written in it never points at nothing. */
export function lockSessionImages(
  trx: Transaction,
  { storeId, sessionId }: { readonly storeId: string; readonly sessionId: string },
): Promise<SessionImage[]> {
  return trx
    .selectFrom('media')
    .select(['id', 'key'])
    .where('storeId', '=', storeId)
    .where('embedSessionId', '=', sessionId)
    .where('kind', '=', 'image')
    .where('status', '=', 'ready')
    .orderBy('id')
    .forKeyShare()
    .execute()
}

/** One picture of a submission. */
export interface SubmittedPicture {
  readonly mediaId: string
  /** The field it answers. */
  readonly fieldKey: string
}

/** Keeps what a buyer filled in, and with it the pictures it names, in one statement. Lock them
 *  first. */
export async function insertFormSubmission(
  trx: Transaction,
  submission: Insertable<FormSubmissionsTable> & { readonly createdAt: Date },
  pictures: readonly SubmittedPicture[],
): Promise<void> {
  const { storeId, id, sessionId, productId, actor, data, createdAt } = submission
  await sql`
    with submission as (
      insert into form_submissions (store_id, id, session_id, product_id, actor, data, created_at)
      values (
        ${storeId}, ${id}, ${sessionId}, ${productId}, ${JSON.stringify(actor)}::jsonb,
        ${JSON.stringify(data)}::jsonb, ${createdAt}
      )
    )
    insert into media_references (store_id, media_id, entity_type, entity_id, role, created_at)
    select ${storeId}::uuid, media_id, 'form_submission', ${id}::uuid, role,
           ${createdAt}::timestamptz
      from unnest(
        ${pictures.map((picture) => picture.mediaId)}::uuid[],
        ${pictures.map((picture) => picture.fieldKey)}::text[]
      ) as picture (media_id, role)
  `.execute(trx)
}
