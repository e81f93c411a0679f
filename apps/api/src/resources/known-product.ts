import { type Product, product } from '@cartwright/contract/resources/product'
import { productRow, type ProductText } from '@cartwright/db/queries/product-row'

import { settle } from '../operation/settled.ts'
import type { FileAddresses } from './image-resource.ts'
import { productResource, type ProductSurroundings } from './product-resource.ts'

/** Some 10 KB each. */
const PRODUCTS_KNOWN = 1_000

interface KnownProduct {
  readonly text: string
  readonly product: Product
}

const known = new WeakMap<FileAddresses, Map<string, KnownProduct>>()

/** A product as shop fronts see it, from what the database told of it. All that shows is in that text
 *  and in its surroundings, so the same text is the same product: most reads find nothing changed
 *  since the last, and have nothing left to do. */
export function knownProduct({ id, text }: ProductText, around: ProductSurroundings): Product {
  const products = known.get(around.files) ?? new Map<string, KnownProduct>()
  const found = products.get(id)
  if (found?.text === text && found.product.currency === around.currency) return found.product
  const made = settle(product, productResource(productRow(text), around))
  forgetOneAbove(products, PRODUCTS_KNOWN)
  known.set(around.files, products.set(id, { text, product: made }))
  return made
}

/** The one known longest goes; should it be asked for, it is soon known again. */
function forgetOneAbove(products: Map<string, KnownProduct>, limit: number): void {
  const oldest = products.keys().next()
  if (products.size >= limit && !oldest.done) products.delete(oldest.value)
}
