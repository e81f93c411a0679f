import type { Database, Transaction } from '../database.ts'

export interface GalleryLink {
  /** Of the link, not of the file. */
  readonly id: string
  readonly productId: string
  readonly mediaId: string
  readonly isMain: boolean
  readonly sortOrder: number
  readonly title: string
  readonly createdAt: Date
  readonly key: string
}

export interface GalleryKey {
  readonly storeId: string
  readonly productId: string
}

function pictures(db: Database, { storeId, productId }: GalleryKey) {
  return db
    .selectFrom('productMedia as link')
    .innerJoin('media', (join) =>
      join
        .onRef('media.storeId', '=', 'link.storeId')
        .onRef('media.id', '=', 'link.mediaId')
        .on('media.status', '=', 'ready')
        .on('media.kind', '=', 'image'),
    )
    .where('link.storeId', '=', storeId)
    .where('link.productId', '=', productId)
}

/** One page of the pictures in a product's gallery: main first, then by sort order, then newest first. */
export function listGallery(
  db: Database,
  key: GalleryKey,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<GalleryLink[]> {
  return pictures(db, key)
    .select([
      'link.id',
      'link.productId',
      'link.mediaId',
      'link.isMain',
      'link.sortOrder',
      'link.title',
      'link.createdAt',
      'media.key',
    ])
    .orderBy('link.isMain', 'desc')
    .orderBy('link.sortOrder')
    .orderBy('link.createdAt', 'desc')
    .orderBy('link.id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** How many pictures a product's gallery shows. */
export async function countGallery(db: Database, key: GalleryKey): Promise<number> {
  const { count } = await pictures(db, key)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Of which file is this a place in a product's gallery? Undefined when the gallery has no such
 *  place. */
export async function findGalleryMedia(
  db: Database,
  { storeId, productId, linkId }: GalleryKey & { readonly linkId: string },
): Promise<string | undefined> {
  const link = await db
    .selectFrom('productMedia')
    .select('mediaId')
    .where('storeId', '=', storeId)
    .where('productId', '=', productId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  return link?.mediaId
}

/** Leaves a product without a main picture, before another one takes its place: there is at most one
 *  at any moment. */
export async function demoteMain(
  trx: Transaction,
  { storeId, productId }: GalleryKey,
): Promise<void> {
  await trx
    .updateTable('productMedia')
    .set({ isMain: false })
    .where('storeId', '=', storeId)
    .where('productId', '=', productId)
    .where('isMain', '=', true)
    .execute()
}

/** Says that the images of a product changed, to whoever edits it: their next save has to be based
 *  on what is there now. */
export async function touchProduct(
  trx: Transaction,
  { storeId, productId }: GalleryKey,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('products')
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt: now }))
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .execute()
}
