import { pageQuery, searchQuery } from '@cartwright/contract/page'
import type { ProductPage } from '@cartwright/db/queries/product-list'

/** What both faces of the product list take. */
export const productListQuery = {
  ...pageQuery,
  q: searchQuery.describe('Searches title, description, tags and SKU; mind no typing error'),
}

/** A list's `meta`. */
export function productPageMeta(
  page: ProductPage,
  input: { readonly limit: number },
): { limit: number; nextCursor: string | null; total?: number } {
  const { nextCursor, total } = page
  return { limit: input.limit, nextCursor, ...(total !== null && { total }) }
}
