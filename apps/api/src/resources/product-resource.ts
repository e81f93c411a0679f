import type { AdminProduct, Product } from '@cartwright/contract/resources/product'
import type { ProductRow, VariantRow } from '@cartwright/db/queries/product-row'
import { availability, canSupply } from '@cartwright/domain/inventory/availability'

import { type FileAddresses, imageResource } from './image-resource.ts'

export interface ProductSurroundings {
  /** Of the store. */
  readonly currency: string
  readonly files: FileAddresses
}

type PublicVariant = Product['variants'][number]

/** A product as shop fronts see it. */
export function productResource(row: ProductRow, around: ProductSurroundings): Product {
  const variants = row.variants.map(variantResource)
  return { ...sharedFields(row, around), variants, inStock: variants.some((it) => it.inStock) }
}

/** A product as its shop sees it: with costs and stock. */
export function adminProductResource(row: ProductRow, around: ProductSurroundings): AdminProduct {
  const variants = row.variants.map((variant) => ({
    ...variantResource(variant),
    cost: variant.cost,
    trackInventory: variant.trackInventory,
    allowBackorder: variant.allowBackorder,
    onHand: variant.onHand,
    reserved: variant.reserved,
    lowStockThreshold: variant.lowStockThreshold,
  }))
  return { ...sharedFields(row, around), variants, inStock: variants.some((it) => it.inStock) }
}

function sharedFields(
  row: ProductRow,
  { currency, files }: ProductSurroundings,
): Omit<Product, 'variants' | 'inStock'> {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    status: row.status,
    vendor: row.vendor,
    productType: row.productType,
    tags: row.tags,
    options: row.options,
    images: row.images.map((image) => imageResource(image, files, image)),
    priceRange: { min: row.minPrice, max: row.maxPrice },
    currency,
    collections: row.collections,
    rating: rating(row.ratingSum, row.ratingCount),
    seo: { title: row.seoTitle, description: row.seoDescription },
    personalisation: row.personalisation,
    version: row.version,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function variantResource(row: VariantRow): PublicVariant {
  const available = availability(row)
  return {
    id: row.id,
    sku: row.sku,
    gtin: row.gtin,
    title: row.title,
    optionValues: { ...row.optionValues },
    price: row.price,
    compareAtPrice: row.compareAtPrice,
    taxCode: row.taxCode,
    weightGrams: row.weightGrams,
    imageId: row.imageId,
    inStock: canSupply(row, 1),
    // With backorders it may be negative: what is owed is the shop's own business.
    availableQuantity: available === null ? null : Math.max(0, available),
  }
}

/** Stars with two decimals: 13 from 3 reviews is 4.33. */
function rating(sum: number, count: number): Product['rating'] {
  return { average: count === 0 ? null : Math.round((sum / count) * 100) / 100, count }
}
