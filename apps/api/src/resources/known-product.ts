import { type Product, product } from '@cartwright/contract/resources/product'
import { productRow, type ProductText } from '@cartwright/db/queries/product-row'

import { settle } from '../operation/settled.ts'
import type { FileAddresses } from './image-resource.ts'
import { productResource, type ProductSurroundings } from './product-resource.ts'

/** Characters of the texts kept, in all. A usual product has some three thousand, and takes about four
 *  times as many bytes with all that is made of it. */
const CHARACTERS_KEPT = 6_000_000

interface KnownProduct {
  readonly text: string
  readonly product: Product
}

interface KnownProducts {
  readonly byId: Map<string, KnownProduct>
  characters: number
}

const known = new WeakMap<FileAddresses, KnownProducts>()

/** A product as shop fronts see it, from what the database told of it. All that shows is in that text
 *  and in its surroundings, so the same text is the same product: most reads find nothing changed
 *  since the last, and have nothing left to do. */
export function knownProduct({ id, text }: ProductText, around: ProductSurroundings): Product {
  const products = known.get(around.files) ?? { byId: new Map(), characters: 0 }
  const found = products.byId.get(id)
  if (found?.text === text && found.product.currency === around.currency) return found.product
  const made = settle(product, productResource(productRow(text), around))
  remember(products, id, { text, product: made })
  known.set(around.files, products)
  return made
}

/** The ones known longest go; should they be asked for, they are soon known again. */
function remember(products: KnownProducts, id: string, added: KnownProduct): void {
  const { byId } = products
  const forget = (other: string): void => {
    products.characters -= byId.get(other)?.text.length ?? 0
    byId.delete(other)
  }
  forget(id)
  byId.set(id, added)
  products.characters += added.text.length
  for (const oldest of byId.keys()) {
    if (products.characters <= CHARACTERS_KEPT) return
    forget(oldest)
  }
}
