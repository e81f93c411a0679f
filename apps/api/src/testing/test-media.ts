import type { TestApi } from './test-api.ts'

/** A picture in the library of a shop, written directly. Answers its id. */
export async function addImage(
  api: TestApi,
  shop: { readonly storeId: string },
  terms: { readonly status?: 'pending' | 'ready'; readonly kind?: 'image' | 'document' } = {},
): Promise<string> {
  const { ids, db } = api.runtime
  const id = ids.uuidv7()
  const { status = 'ready', kind = 'image' } = terms
  await db
    .insertInto('media')
    .values({
      storeId: shop.storeId,
      id,
      key: `stores/${shop.storeId}/media/${id}.jpg`,
      filename: 'mug.jpg',
      kind,
      mimeType: 'image/jpeg',
      sizeBytes: 1_000,
      width: 1_200,
      height: 800,
      placeholder: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
      alt: 'A mug',
      source: 'upload',
      purpose: 'product',
      retention: 'managed',
      status,
      sizes: { 240: `stores/${shop.storeId}/media/${id}-240.webp` },
    })
    .execute()
  return id
}
