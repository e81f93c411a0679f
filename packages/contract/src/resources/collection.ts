import { z } from 'zod'

import { id, idInput, line, prose, timestamp } from '../scalars.ts'
import { image } from './image.ts'
import { slugInput } from './product-request.ts'
import { seo, seoInput } from './seo.ts'

export const collectionSorts = [
  'manual',
  'newest',
  'price-asc',
  'price-desc',
  'title-asc',
  'popular',
] as const

const condition = z.object({
  field: z.string(),
  op: z.string(),
  value: z.union([z.string(), z.number(), z.array(z.string())]),
})

/** Products shown together. */
export const collection = z
  .object({
    id,
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    image: image.nullable(),
    kind: z.enum(['manual', 'automatic']),
    rules: z.object({ match: z.enum(['all', 'any']), conditions: z.array(condition) }).nullable(),
    sort: z.enum(collectionSorts).describe('How its products are sorted unless asked otherwise'),
    productCount: z.int().describe('For shop fronts: of the products they can see'),
    seo,
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Collection' })

const collectionFields = {
  slug: slugInput.optional(),
  description: prose(20_000).optional(),
  kind: z
    .literal('manual', 'Only manual collections can be made so far')
    .optional()
    .describe('manual'),
  rules: z.null('Only automatic collections have rules, and they cannot be made yet').optional(),
  productIds: z.array(idInput).max(2_000).optional().describe('All its products, in order'),
  sort: z.enum(collectionSorts).optional(),
  imageId: idInput.nullable().optional(),
  seo: seoInput.optional(),
}

export const createCollectionInput = z.strictObject({ title: line(200), ...collectionFields })

/** Changes a collection: what is omitted stays as it is, what is null is cleared. */
export const updateCollectionInput = z.strictObject({
  collectionId: idInput,
  title: line(200).optional(),
  ...collectionFields,
})

export type Collection = z.output<typeof collection>
export type CreateCollectionInput = z.output<typeof createCollectionInput>
export type UpdateCollectionInput = z.output<typeof updateCollectionInput>
