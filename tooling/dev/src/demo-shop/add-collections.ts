import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import { uploadPicture } from './add-product.ts'
import { collections } from './catalogue/collections.ts'
import type { DemoCollection } from './catalogue/demo-product.ts'
import { existing } from './existing.ts'
import { type Filling, fillingParallelism } from './filling.ts'
import { idOf } from './id-of.ts'
import { inParallel } from './in-parallel.ts'

const path = '/api/v1/admin/collections'

/** Creates the collections of these products, each with a picture of its own. */
export async function addCollections(
  filling: Filling,
  productIds: ReadonlyMap<string, string>,
): Promise<void> {
  const list = { path: `${path}?limit=100`, field: 'collections', nameField: 'slug' }
  const there = await existing(filling.operator, list)
  const missing = collections.filter(({ slug }) => !there.has(slug))
  await inParallel(missing, fillingParallelism, async (collection) => {
    await addCollection(filling, collection, productIds)
  })
}

async function addCollection(
  filling: Filling,
  { slug, title, description, picture, products }: DemoCollection,
  productIds: ReadonlyMap<string, string>,
): Promise<void> {
  const imageId = await uploadPicture(filling, `collection-${slug}`, picture)
  const ids = products.map((product) => idOf(productIds, product.slug))
  const body = { slug, title, description, imageId, productIds: ids, sort: 'manual' }
  const key = filling.keyFor(`collection/${slug}`)
  await callApi(filling.operator, { method: 'POST', path, body, key }, z.unknown())
}
