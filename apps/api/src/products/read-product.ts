import type { AdminProduct } from '@cartwright/contract/resources/product'
import type { Database } from '@cartwright/db/database'
import { findProduct } from '@cartwright/db/queries/product-find'
import type { Storage } from '@cartwright/platform/storage/storage'

import type { Fail, StoreFacts } from '../operation/context.ts'
import { adminProductResource } from '../resources/product-resource.ts'

interface ProductReader extends StoreFacts {
  readonly db: Database
  readonly now: Date
  readonly storage: Storage
  readonly fail: Fail<never>
}

/** The product as its shop sees it now; `not_found` when there is none. */
export async function readProduct(ctx: ProductReader, productId: string): Promise<AdminProduct> {
  const { db, storeId, now, store, storage } = ctx
  const row = await findProduct(db, { storeId, productId, now })
  if (row === undefined) return ctx.fail('not_found')
  return adminProductResource(row, { currency: store.currency, files: storage })
}
