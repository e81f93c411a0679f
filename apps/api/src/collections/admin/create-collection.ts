import { collection, createCollectionInput } from '@cartwright/contract/resources/collection'
import { insertCollection, takenCollectionSlugs } from '@cartwright/db/queries/collections'
import { claimSlug } from '@cartwright/db/transactions/claim-slug'
import { slugify } from '@cartwright/domain/catalogue/slug'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { blankCollection, mergeCollection } from '../collection-content.ts'
import { readCollection } from '../read-collection.ts'
import { requireImage, settleImage, writeCollectionParts } from '../write-collection-parts.ts'

export const createCollection = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/collections',
  status: 201,
  permission: 'collections:write',
  summary: 'Create a collection',
  description: 'The slug is made from the title unless one is given.',
  input: createCollectionInput,
  output: z.object({ collection }),
  errors: ['slug_taken'],
}).mutation(async ({ ctx, input }) => {
  const { db: trx, storeId, now, ids } = ctx
  const collectionId = ids.uuidv7()
  const { productIds, imageId = null } = input
  await requireImage(ctx, imageId)
  const content = mergeCollection(blankCollection, input)
  const row = { ...content, storeId, id: collectionId, createdAt: now, updatedAt: now }
  const insert = (slug: string) => insertCollection(trx, { ...row, slug })
  if (input.slug === undefined) {
    await claimSlug(slugify(input.title, `collection-${ids.randomHex(8)}`), {
      insert,
      taken: (some) => takenCollectionSlugs(trx, storeId, some),
    })
  } else if (!(await insert(input.slug))) {
    ctx.fail('slug_taken', { slug: input.slug })
  }
  await writeCollectionParts(ctx, collectionId, { imageId, productIds })
  return { collection: await readCollection(ctx, collectionId) }
}, settleImage)
