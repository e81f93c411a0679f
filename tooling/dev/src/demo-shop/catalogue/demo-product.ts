import type { Motif } from '../../pictures/motifs.ts'
import type { PaletteName } from '../../pictures/palette.ts'

/** One thing that can be bought. Prices are pence, weights grams. */
export type DemoVariant = {
  readonly sku: string
  /** By option name; all variants of a product have the same options. */
  readonly options?: Readonly<Record<string, string>>
  readonly price: number
  readonly compareAtPrice?: number
  readonly weightGrams: number
  /** Pieces on the shelf; 'made to order' is not counted. */
  readonly stock: number | 'made to order'
  /** Still sold when the shelf is empty. */
  readonly backorder?: true
  readonly gtin?: string
  /** The place of its own picture among those of the product; the main one when missing. */
  readonly picture?: number
}

export type DemoPicture = {
  readonly motif: Motif
  readonly palette: PaletteName
  readonly alt: string
}

export type DemoField = {
  readonly key: string
  readonly label: string
  readonly type: 'text' | 'longtext' | 'date' | 'boolean'
  readonly required: boolean
  readonly maxLength?: number
}

/** One product of the demo shop as its catalogue tells it. */
export type DemoProduct = {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  /** Not shown to buyers yet. */
  readonly draft?: true
  /** What a buyer is asked for. */
  readonly personalisation?: readonly DemoField[]
  /** The main one first. */
  readonly pictures: readonly DemoPicture[]
  readonly variants: readonly DemoVariant[]
}

/** One collection with its products, in the order in which they are shown. */
export type DemoCollection = {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly picture: DemoPicture
  readonly products: readonly DemoProduct[]
}
