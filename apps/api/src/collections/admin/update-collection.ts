import { collection, updateCollectionInput } from '@cartwright/contract/resources/collection'
import {
  lockCollection,
  takenCollectionSlugs,
  updateCollection as writeCollection,
} from '@cartwright/db/queries/collections'
import { violatedConstraint } from '@cartwright/db/violation'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { mergeCollection } from '../collection-content.ts'
import { readCollection } from '../read-collection.ts'
import { requireImage, settleImage, writeCollectionParts } from '../write-collection-parts.ts'

export const updateCollection = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/collections/{collectionId}',
  status: 200,
  permission: 'collections:write',
  summary: 'Change a collection',
  description: 'What is omitted stays; `productIds` are all its products, in order.',
  input: updateCollectionInput,
  output: z.object({ collection }),
  errors: ['slug_taken', 'version_conflict'],
}).mutation(async ({ ctx, input }) => {
  const { db: trx, storeId, now } = ctx
  const { collectionId, productIds } = input
  const key = { storeId, collectionId }
  const known = await lockCollection(trx, key)
  if (known === undefined) return ctx.fail('not_found')
  if (ctx.ifMatch !== null && ctx.ifMatch !== known.version) {
    return ctx.fail('version_conflict', { version: known.version })
  }
  const content = mergeCollection(known, input)
  const { slug, imageMediaId: imageId } = content
  if (slug !== known.slug && (await takenCollectionSlugs(trx, storeId, [slug])).length > 0) {
    return ctx.fail('slug_taken', { slug })
  }
  if (imageId !== known.imageMediaId) await requireImage(ctx, imageId)
  try {
    await writeCollection(trx, key, { content, now })
  } catch (error) {
    if (violatedConstraint(error) === 'collections_slug_key') ctx.fail('slug_taken', { slug })
    throw error
  }
  await writeCollectionParts(ctx, collectionId, { imageId, productIds })
  return { collection: await readCollection(ctx, collectionId) }
}, settleImage)
