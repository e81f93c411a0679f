import { randomUUID } from 'node:crypto'

import type { Database } from '../database.ts'
import type { MediaDraft } from '../queries/media.ts'

export interface MediaStore {
  readonly storeId: string
  readonly productId: string
}

/** A store with one product and nothing else. */
export async function addMediaStore(
  db: Database,
  settings: { readonly mediaQuotaBytes?: number; readonly mediaGraceDays?: number } = {},
): Promise<MediaStore> {
  const [storeId, productId] = [randomUUID(), randomUUID()]
  const store = { name: 'Shop', currency: 'GBP', country: 'GB' }
  await db
    .insertInto('stores')
    .values({ id: storeId, slug: `shop-${storeId}`, ...store, ...settings })
    .execute()
  await addProduct(db, { storeId, productId })
  return { storeId, productId }
}

/** One more product of the store. */
export async function addProduct(db: Database, { storeId, productId }: MediaStore): Promise<void> {
  await db
    .insertInto('products')
    .values({ storeId, id: productId, slug: `mug-${productId}`, title: 'Mug', status: 'active' })
    .execute()
}

/** A picture of 1,000 bytes as an upload would bring it, but for what is given. */
export function mediaDraftOf(storeId: string, draft: Partial<MediaDraft> = {}): MediaDraft {
  const id = randomUUID()
  return {
    storeId,
    id,
    key: `stores/${storeId}/media/${id}.jpg`,
    filename: 'mug.jpg',
    kind: 'image',
    mimeType: 'image/jpeg',
    sizeBytes: 1_000,
    source: 'upload',
    purpose: 'product',
    retention: 'managed',
    status: 'ready',
    ...draft,
  }
}
