import type {
  CreateProductInput,
  UpdateProductInput,
} from '@cartwright/contract/resources/product-request'
import type { ProductContent } from '@cartwright/db/queries/products'
import { priceRange } from '@cartwright/domain/catalogue/price-range'
import { searchText } from '@cartwright/domain/catalogue/search-text'
import { tidyText } from '@cartwright/domain/catalogue/tidy-text'

type ProductInput = Omit<CreateProductInput, 'title' | 'variants'> &
  Pick<UpdateProductInput, 'title'>

/** What a product is before anything was said about it. */
export const blankProduct: ProductContent = {
  slug: '',
  title: '',
  description: '',
  status: 'draft',
  vendor: null,
  productType: null,
  tags: [],
  options: [],
  seoTitle: null,
  seoDescription: null,
  personalisation: null,
  minPrice: 0,
  maxPrice: 0,
  searchText: '',
  publishedAt: null,
}

export interface ProductParts {
  readonly options: ProductContent['options']
  readonly variants: readonly { readonly sku: string; readonly price: number }[]
}

/** The content of a product from what it was and what is asked for: omitted stays, null clears. What
 *  lists sort, filter and search by follows from its parts. */
export function mergeProduct(
  known: ProductContent,
  { input, parts, now }: { input: ProductInput; parts: ProductParts; now: Date },
): ProductContent {
  const title = input.title === undefined ? known.title : tidyText(input.title)
  const description = input.description ?? known.description
  const status = input.status ?? known.status
  const tags = input.tags === undefined ? known.tags : distinctTags(input.tags)
  const { seo } = input
  const prices = priceRange(parts.variants.map(({ price }) => price)) ?? { min: 0, max: 0 }
  const skus = parts.variants.map(({ sku }) => sku)
  return {
    slug: input.slug ?? known.slug,
    title,
    description,
    status,
    vendor: merge(input.vendor, known.vendor),
    productType: merge(input.productType, known.productType),
    tags,
    options: parts.options,
    seoTitle: merge(seo?.title, known.seoTitle),
    seoDescription: merge(seo?.description, known.seoDescription),
    personalisation: mergePersonalisation(input, known),
    minPrice: prices.min,
    maxPrice: prices.max,
    searchText: searchText({ title, description, tags, skus }),
    publishedAt: publicationOf(known, status, now),
  }
}

/** The content of a stored product, and nothing else of it. */
export function contentOf(product: ProductContent): ProductContent {
  return {
    slug: product.slug,
    title: product.title,
    description: product.description,
    status: product.status,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    options: product.options,
    seoTitle: product.seoTitle,
    seoDescription: product.seoDescription,
    personalisation: product.personalisation,
    minPrice: product.minPrice,
    maxPrice: product.maxPrice,
    searchText: product.searchText,
    publishedAt: product.publishedAt,
  }
}

/** When a product was first active: that never changes again. */
export function publicationOf(
  known: Pick<ProductContent, 'publishedAt'>,
  status: ProductContent['status'],
  now: Date,
): Date | null {
  return known.publishedAt ?? (status === 'active' ? now : null)
}

function merge<T>(asked: T | null | undefined, known: T | null): T | null {
  return asked === undefined ? known : asked
}

function mergePersonalisation(
  { personalisation }: ProductInput,
  known: ProductContent,
): ProductContent['personalisation'] {
  if (personalisation === undefined) return known.personalisation
  if (personalisation === null) return null
  return {
    fields: personalisation.fields.map(({ maxLength, ...field }) => ({
      ...field,
      ...(maxLength !== undefined && { maxLength }),
    })),
  }
}

/** A tag is kept as it was first typed. */
function distinctTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const tag of tags.map(tidyText)) {
    const key = tag.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, tag)
  }
  return [...byKey.values()]
}
