import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface UsedCredential {
  readonly kind: 'api_key' | 'storefront_token'
  readonly storeId: string
  readonly id: string
}

/** Notes when these keys and tokens were last used: one statement for each kind. */
export async function touchCredentials(
  db: Database,
  used: readonly (UsedCredential & { readonly at: Date })[],
): Promise<void> {
  for (const [kind, table] of [
    ['api_key', 'api_keys'],
    ['storefront_token', 'storefront_tokens'],
  ] as const) {
    const rows = used.filter((credential) => credential.kind === kind)
    if (rows.length === 0) continue
    await sql`
      update ${sql.table(table)} as credential
         set last_used_at = used.at
        from unnest(
          ${rows.map((row) => row.storeId)}::uuid[],
          ${rows.map((row) => row.id)}::uuid[],
          ${rows.map((row) => row.at.toISOString())}::timestamptz[]
        ) as used (store_id, id, at)
       where credential.store_id = used.store_id and credential.id = used.id
    `.execute(db)
  }
}
