import type { DemoProduct, DemoVariant } from './catalogue/demo-product.ts'

/** What `POST /api/v1/admin/products` is sent for a product whose pictures have these media ids. */
export function productRequest(product: DemoProduct, mediaIds: readonly string[]): object {
  const { slug, title, description, vendor, productType, tags, personalisation } = product
  return {
    slug,
    title,
    description,
    vendor,
    productType,
    tags,
    status: product.draft === true ? 'draft' : 'active',
    options: optionsOf(product.variants),
    variants: product.variants.map((variant) => variantRequest(variant, mediaIds)),
    media: mediaIds.map((mediaId, index) => ({
      mediaId,
      alt: product.pictures[index]?.alt ?? title,
      isMain: index === 0,
      sortOrder: index,
    })),
    ...(personalisation === undefined ? {} : { personalisation: { fields: personalisation } }),
  }
}

/** The options of these variants with every value one of them has, in their order. */
export function optionsOf(
  variants: readonly DemoVariant[],
): readonly { readonly name: string; readonly values: readonly string[] }[] {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options ?? {})))]
  return names.map((name) => ({
    name,
    values: [...new Set(variants.flatMap(({ options }) => options?.[name] ?? []))],
  }))
}

function variantRequest(variant: DemoVariant, mediaIds: readonly string[]): object {
  const { sku, options, price, compareAtPrice, weightGrams, stock, gtin, picture } = variant
  const imageId = picture === undefined ? undefined : mediaIds[picture]
  const counted = stock !== 'made to order'
  return {
    sku,
    price,
    weightGrams,
    trackInventory: counted,
    allowBackorder: variant.backorder === true,
    ...(counted ? { initialQuantity: stock, lowStockThreshold: 3 } : {}),
    ...(options === undefined ? {} : { optionValues: options }),
    ...(compareAtPrice === undefined ? {} : { compareAtPrice }),
    ...(gtin === undefined ? {} : { gtin }),
    ...(imageId === undefined ? {} : { imageId }),
  }
}
