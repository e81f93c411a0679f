/** The title of a variant of a product without options. */
export const DEFAULT_VARIANT_TITLE = 'Default'

/**
 * How is a variant named by its options? In the product's order of options: `Blue / Large`; without
 * options `Default`.
 */
export function optionTitle(
  options: readonly { readonly name: string }[],
  optionValues: Readonly<Record<string, string>>,
): string {
  const values = options.flatMap(({ name }) => optionValues[name] ?? [])
  return values.length === 0 ? DEFAULT_VARIANT_TITLE : values.join(' / ')
}
