import { isSlug } from '@cartwright/domain/catalogue/slug'
import { z } from 'zod'

import { idInput, line, money, prose } from '../scalars.ts'
import { personalisationInput } from './personalisation.ts'
import { productStatuses } from './product.ts'
import { seoInput } from './seo.ts'

/** The last part of a public address. */
export const slugInput = z
  .string()
  .refine(isSlug, 'Use a-z, 0-9 and single hyphens, at most 100 characters, no reserved word')

const unitCount = z.int().min(0).max(1_000_000_000)

const optionInput = z.strictObject({
  name: line(60),
  values: z.array(line(100)).min(1).max(100),
})

const variantFields = {
  sku: line(100).optional().describe('Made up when a new variant comes without'),
  gtin: line(20).nullable().optional().describe('8, 12, 13 or 14 digits with a right check digit'),
  title: line(200).optional().describe('Made from the option values when missing'),
  optionValues: z.record(z.string().max(60), line(100)).optional(),
  price: money.optional().describe("The product's `price` when missing"),
  compareAtPrice: money.nullable().optional(),
  cost: money.nullable().optional(),
  taxCode: line(50).nullable().optional(),
  weightGrams: unitCount.nullable().optional(),
  trackInventory: z.boolean().optional().describe('true for a new variant'),
  allowBackorder: z.boolean().optional().describe('false for a new variant'),
  initialQuantity: unitCount.optional().describe('Of a new variant; later adjust the inventory'),
  lowStockThreshold: unitCount.nullable().optional(),
  imageId: idInput.nullable().optional(),
}

const newVariantInput = z.strictObject(variantFields)

const variantInput = z.strictObject({
  id: idInput.optional().describe('Which variant is meant; without it the SKU tells'),
  ...variantFields,
})

const mediaInput = z.strictObject({
  mediaId: idInput,
  alt: line(500).nullable().optional(),
  isMain: z.boolean().optional().describe('The first one when nobody is'),
  sortOrder: z.int().min(0).max(1_000_000).optional().describe('As listed when missing'),
})

const productFields = {
  slug: slugInput.optional(),
  description: prose(50_000).optional(),
  status: z.enum(productStatuses).optional(),
  vendor: line(120).nullable().optional(),
  productType: line(120).nullable().optional(),
  tags: z.array(line(60)).max(100).optional(),
  options: z.array(optionInput).max(5).optional(),
  seo: seoInput.optional(),
  personalisation: personalisationInput.nullable().optional(),
  price: money.optional().describe('Of variants that name none'),
  sku: line(100).optional().describe('Of the one variant of a product without options'),
  collectionIds: z.array(idInput).max(200).optional(),
  media: z.array(mediaInput).max(100).optional().describe('All images of the product'),
}

/** Creates a product. Without `variants` it gets one from `price` and `sku`. */
export const createProductInput = z.strictObject({
  title: line(200),
  ...productFields,
  variants: z.array(newVariantInput).max(250).optional(),
})

/** Changes a product: what is omitted stays as it is, what is null is cleared. */
export const updateProductInput = z.strictObject({
  productId: idInput,
  title: line(200).optional(),
  ...productFields,
  variants: z
    .array(variantInput)
    .min(1)
    .max(250)
    .optional()
    .describe('All variants: one that is left out is removed'),
})

export type CreateProductInput = z.output<typeof createProductInput>
export type UpdateProductInput = z.output<typeof updateProductInput>
export type VariantInput = z.output<typeof variantInput>
export type ProductMediaInput = z.output<typeof mediaInput>
