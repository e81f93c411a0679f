import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { systemIds } from '@cartwright/platform/ids'
import type { Client } from 'pg'

import { insertRows } from './insert-rows.ts'
import { insertStore } from './insert-store.ts'

/** A shop that has files and nothing else. */
export type MediaShop = {
  readonly storeId: string
  /** May read and write the media library. */
  readonly apiKey: string
}

/** Opens a shop with this number and gives it a key. */
export async function seedMediaShop(client: Client, number: number): Promise<MediaShop> {
  const storeId = await insertStore(client, number)
  const { token, displayPrefix, sha256Hex } = createSecretToken('sk_live_')
  const id = systemIds.uuidv7()
  const scopes = ['media:read', 'media:write']
  await insertRows(client, 'api_keys', [
    {
      store_id: storeId,
      id,
      name: 'Benchmark',
      prefix: displayPrefix,
      scopes,
      created_at: new Date(),
    },
  ])
  await insertRows(client, 'credentials', [
    {
      secret_hash: `\\x${sha256Hex}`,
      kind: 'api_key',
      store_id: storeId,
      subject_id: id,
      created_at: new Date(),
    },
  ])
  return { storeId, apiKey: token }
}
