import { DEFAULT_VARIANT_TITLE } from './option-title.ts'
import { tidyText } from './tidy-text.ts'

/** The one variant of a product that was created with only a price and a SKU. */
export function defaultVariant(given: { readonly price: number; readonly sku: string }) {
  return {
    sku: tidyText(given.sku),
    title: DEFAULT_VARIANT_TITLE,
    optionValues: {},
    price: given.price,
    trackInventory: true,
    allowBackorder: false,
    initialQuantity: 0,
  } as const
}
