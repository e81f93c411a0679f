import type { VariantInput } from '@cartwright/contract/resources/product-request'
import type { StoredVariant, VariantContent } from '@cartwright/db/queries/variants'
import { parseGtin } from '@cartwright/domain/catalogue/gtin'
import { optionTitle } from '@cartwright/domain/catalogue/option-title'
import { tidyText } from '@cartwright/domain/catalogue/tidy-text'

import type { InputIssue } from '../operation/app-error.ts'

/** What a new variant has when the request does not say. */
export interface VariantDefaults {
  readonly price: number | undefined
  readonly newId: () => string
  readonly newSku: () => string
}

interface VariantSources {
  readonly input: VariantInput
  readonly known: StoredVariant | undefined
  readonly position: number
  /** Of the product as it was. */
  readonly knownOptions: readonly { readonly name: string }[]
}

export interface FittedOptions {
  readonly options: readonly { readonly name: string }[]
  readonly optionValues: Readonly<Record<string, string>>
}

export interface VariantDraft {
  readonly isNew: boolean
  readonly optionValues: Readonly<Record<string, string>>
  readonly initialQuantity: number
  readonly issues: readonly InputIssue[]
  /** The whole variant, once its option values are spelt as the options spell them. */
  readonly finish: (fitted: FittedOptions) => VariantContent
}

/** One variant from what is asked for, what there was and what is usual; in that order. */
export function mergeVariant(sources: VariantSources, defaults: VariantDefaults): VariantDraft {
  const { input, known, position } = sources
  const price = input.price ?? known?.price ?? defaults.price
  const gtin = mergeGtin(sources)
  const issues: InputIssue[] = []
  const refuse = (field: string, message: string) =>
    issues.push({ path: ['variants', position, field], message })
  if (price === undefined) refuse('price', 'A new variant needs a price')
  if (gtin === null) refuse('gtin', 'Not a GTIN of 8, 12, 13 or 14 digits with its check digit')
  if (known !== undefined && input.initialQuantity !== undefined) {
    refuse('initialQuantity', 'This variant exists: adjust its inventory instead')
  }
  return {
    isNew: known === undefined,
    optionValues: input.optionValues ?? known?.optionValues ?? {},
    initialQuantity: input.initialQuantity ?? 0,
    issues,
    finish: ({ options, optionValues }) => ({
      id: known?.id ?? defaults.newId(),
      position,
      sku: input.sku === undefined ? (known?.sku ?? defaults.newSku()) : tidyText(input.sku),
      ...(gtin ?? NO_GTIN),
      title: titleOf(sources, optionTitle(options, optionValues)),
      optionValues: { ...optionValues },
      price: price ?? 0,
      ...mergeRest(input, known),
    }),
  }
}

const NO_GTIN = { gtin: null, gtinKey: null }

/** Null when the one given is none. */
function mergeGtin({ input, known }: VariantSources) {
  if (input.gtin === undefined)
    return { gtin: known?.gtin ?? null, gtinKey: known?.gtinKey ?? null }
  if (input.gtin === null) return NO_GTIN
  const parsed = parseGtin(input.gtin)
  return parsed.ok ? { gtin: parsed.value.typed, gtinKey: parsed.value.key14 } : null
}

/** A title made from option values follows them; one that was given stays. */
function titleOf({ input, known, knownOptions }: VariantSources, made: string): string {
  if (input.title !== undefined) return tidyText(input.title)
  if (known === undefined) return made
  return known.title === optionTitle(knownOptions, known.optionValues) ? made : known.title
}

function mergeRest(input: VariantInput, known: StoredVariant | undefined) {
  return {
    compareAtPrice: merge(input.compareAtPrice, known?.compareAtPrice),
    cost: merge(input.cost, known?.cost),
    taxCode: merge(input.taxCode, known?.taxCode),
    weightGrams: merge(input.weightGrams, known?.weightGrams),
    imageMediaId: merge(input.imageId, known?.imageMediaId),
    trackInventory: input.trackInventory ?? known?.trackInventory ?? true,
    allowBackorder: input.allowBackorder ?? known?.allowBackorder ?? false,
    lowStockThreshold: merge(input.lowStockThreshold, known?.lowStockThreshold),
  }
}

/** Omitted leaves it, null clears it. */
function merge<T>(asked: T | null | undefined, known: T | null | undefined): T | null {
  return asked === undefined ? (known ?? null) : asked
}
