import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { checkOptions, optionKey } from './check-options.ts'
import type { OptionFault, ProductOption } from './option-fault.ts'

export interface VariantOptionsInput {
  readonly options: readonly ProductOption[]
  readonly variants: readonly { readonly optionValues: Readonly<Record<string, string>> }[]
}

export interface VariantOptions {
  readonly options: readonly ProductOption[]
  /** Of each variant in turn, spelt as the options spell them. */
  readonly optionValues: readonly Readonly<Record<string, string>>[]
}

type Named = ReadonlyMap<string, { readonly given: string; readonly value: string }>

function byKey(optionValues: Readonly<Record<string, string>>): Named {
  return new Map(
    Object.entries(optionValues).map(([given, value]) => [optionKey(given), { given, value }]),
  )
}

function findValue(option: ProductOption, value: string): string | undefined {
  return option.values.find((listed) => optionKey(listed) === optionKey(value))
}

function variantFaults(
  named: Named,
  options: readonly ProductOption[],
  path: OptionFault['path'],
): OptionFault[] {
  const known = new Set(options.map(({ name }) => optionKey(name)))
  const unknown = [...named]
    .filter(([key]) => !known.has(key))
    .map(([, { given }]): OptionFault => ({
      code: 'variant_option_unknown',
      path: [...path, given],
    }))
  const wrong = options.flatMap((option): OptionFault[] => {
    const entry = named.get(optionKey(option.name))
    if (entry === undefined)
      return [{ code: 'variant_option_missing', path: [...path, option.name] }]
    return findValue(option, entry.value) === undefined
      ? [{ code: 'variant_value_unknown', path: [...path, entry.given] }]
      : []
  })
  return [...unknown, ...wrong]
}

function spelt(named: Named, options: readonly ProductOption[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    options.flatMap((option): [string, string][] => {
      const entry = named.get(optionKey(option.name))
      const value = entry && findValue(option, entry.value)
      return value === undefined ? [] : [[option.name, value]]
    }),
  )
}

/**
 * Do a product's variants fit its options? Every variant names every option once, with a value the
 * option lists, and no two variants name the same. So a product without options has at most one
 * variant. Refused with every fault and its place in the request.
 */
export function checkVariantOptions(
  input: VariantOptionsInput,
): Result<VariantOptions, Failure<'variant_options_invalid', { faults: readonly OptionFault[] }>> {
  const { options, faults } = checkOptions(input.options)
  const named = input.variants.map((variant) => byKey(variant.optionValues))
  const optionValues = named.map((variant) => spelt(variant, options))
  const combinations = optionValues.map((values) =>
    JSON.stringify(options.map(({ name }) => values[name] ?? null)),
  )
  const inVariants = named.flatMap((variant, i): OptionFault[] => {
    const found = variantFaults(variant, options, ['variants', i, 'optionValues'])
    const repeated = combinations.indexOf(combinations[i] ?? '') < i
    return found.length === 0 && repeated
      ? [{ code: 'variant_combination_duplicate', path: ['variants', i] }]
      : found
  })
  const all = [...faults, ...inVariants]
  return all.length === 0
    ? ok({ options, optionValues })
    : fail('variant_options_invalid', { faults: all })
}
