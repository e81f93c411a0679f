import { z } from 'zod'

import { id, money, timestamp } from '../scalars.ts'
import { image } from './image.ts'
import { personalisation } from './personalisation.ts'
import { seo } from './seo.ts'
import { adminVariant, variant } from './variant.ts'

export const productStatuses = ['draft', 'active', 'archived'] as const

export const productOption = z
  .object({ name: z.string(), values: z.array(z.string()) })
  .meta({ id: 'ProductOption' })

const collectionLink = z.object({ id, slug: z.string(), title: z.string() })

/** A product as shop fronts see it. */
export const product = z
  .object({
    id,
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    status: z.enum(productStatuses),
    vendor: z.string().nullable(),
    productType: z.string().nullable(),
    tags: z.array(z.string()),
    options: z.array(productOption),
    variants: z.array(variant),
    images: z.array(image).describe('The main one first'),
    priceRange: z.object({ min: money, max: money }),
    currency: z.string().describe('ISO 4217'),
    collections: z.array(collectionLink),
    rating: z.object({ average: z.number().nullable(), count: z.int() }),
    seo,
    personalisation: personalisation.nullable(),
    inStock: z.boolean().describe('At least one variant can be bought now'),
    version: z.int(),
    publishedAt: timestamp.nullable().describe('When it was first active'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Product' })

export type Product = z.output<typeof product>

/** The same with what only the shop may know. */
export const adminProduct = product
  .extend({ variants: z.array(adminVariant) })
  .meta({ id: 'AdminProduct' })

export type AdminProduct = z.output<typeof adminProduct>
