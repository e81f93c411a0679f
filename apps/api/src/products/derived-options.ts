import type { ProductOption } from '@cartwright/domain/catalogue/option-fault'

interface WithValues {
  readonly optionValues: Readonly<Record<string, string>>
}

/** The options of a product whose request names none: those it has, or else those its variants
 *  speak of, in the order they first do. */
export function derivedOptions(
  known: readonly ProductOption[],
  variants: readonly WithValues[],
): readonly ProductOption[] {
  if (known.length > 0) return known
  const values = new Map<string, Set<string>>()
  for (const [name, value] of variants.flatMap((it) => Object.entries(it.optionValues))) {
    values.set(name, (values.get(name) ?? new Set()).add(value))
  }
  return [...values].map(([name, set]) => ({ name, values: [...set] }))
}
