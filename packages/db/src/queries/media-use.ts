import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { MediaReferencesTable } from '../tables.ts'
import type { MediaKey } from './media.ts'

export interface MediaUser {
  readonly type: MediaReferencesTable['entityType']
  readonly id: string
  /** As an operator knows it. */
  readonly name: string
  /** The product that the user is, or belongs to. */
  readonly productId: string | null
}

/** What uses a file? In the order in which it began to. */
export async function findMediaUsers(
  db: Database,
  { storeId, mediaId }: MediaKey,
): Promise<MediaUser[]> {
  const { rows } = await sql<MediaUser>`
    select r.entity_type as type, r.entity_id as id,
      coalesce(p.title, nullif(concat_ws(' – ', owner.title, nullif(v.title, '')), ''), c.title,
        s.name, 'Form of ' || asked.title, r.entity_type) as name,
      coalesce(p.id, v.product_id) as product_id
    from media_references r
    left join products p on r.entity_type = 'product' and p.store_id = r.store_id
      and p.id = r.entity_id
    left join variants v on r.entity_type = 'variant' and v.store_id = r.store_id
      and v.id = r.entity_id
    left join products owner on owner.store_id = v.store_id and owner.id = v.product_id
    left join collections c on r.entity_type = 'collection' and c.store_id = r.store_id
      and c.id = r.entity_id
    left join form_submissions f on r.entity_type = 'form_submission' and f.store_id = r.store_id
      and f.id = r.entity_id
    left join products asked on asked.store_id = f.store_id and asked.id = f.product_id
    left join stores s on r.entity_type = 'store' and s.id = r.store_id
    where r.store_id = ${storeId} and r.media_id = ${mediaId}
    order by r.created_at, r.entity_type, r.entity_id`.execute(db)
  return rows
}
