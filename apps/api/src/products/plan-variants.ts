import type { VariantInput } from '@cartwright/contract/resources/product-request'
import type { ProductContent } from '@cartwright/db/queries/products'
import type { StoredVariant, VariantContent } from '@cartwright/db/queries/variants'
import { checkVariantOptions } from '@cartwright/domain/catalogue/check-variant-options'
import type { ProductOption } from '@cartwright/domain/catalogue/option-fault'
import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'

import type { InputIssue } from '../operation/app-error.ts'
import { derivedOptions } from './derived-options.ts'
import { matchVariants } from './match-variants.ts'
import { mergeVariant, type VariantDefaults } from './merge-variant.ts'
import { optionIssue } from './option-issue.ts'
import { wantedVariants, type WantedVariants } from './wanted-variants.ts'

export interface VariantRequest extends WantedVariants {
  readonly options?: readonly ProductOption[] | undefined
}

/** A product as it is before the request; nothing is there before its creation. */
export interface KnownProduct {
  readonly options: readonly ProductOption[]
  readonly variants: readonly StoredVariant[]
}

export interface AddedVariant extends VariantContent {
  readonly initialQuantity: number
}

export interface VariantPlan {
  readonly options: ProductContent['options']
  readonly added: readonly AddedVariant[]
  readonly kept: readonly VariantContent[]
  readonly removedIds: readonly string[]
}

export type VariantPlanFailure =
  | Failure<'not_found'>
  | Failure<'invalid', { readonly issues: readonly InputIssue[] }>

/**
 * What becomes of a product's variants? Each one asked for is an existing one, found by id, then by
 * SKU, of which what is omitted stays; or a new one. Existing ones that are not among them go. Null
 * when the request does not touch variants or options.
 */
export function planVariants(
  known: KnownProduct,
  request: VariantRequest,
  defaults: VariantDefaults,
): Result<VariantPlan | null, VariantPlanFailure> {
  const wanted = wantedVariants(known.variants, request)
  if (!wanted.ok) return wanted
  if (wanted.value === null && request.options === undefined) return ok(null)
  const inputs: readonly VariantInput[] =
    wanted.value ?? known.variants.map((variant) => ({ id: variant.id }))
  const matched = matchVariants(known.variants, inputs)
  if (!matched.ok) return matched
  const drafts = inputs.map((input, position) =>
    mergeVariant(
      { input, known: matched.value[position], position, knownOptions: known.options },
      defaults,
    ),
  )
  const checked = checkVariantOptions({
    options: request.options ?? derivedOptions(known.options, drafts),
    variants: drafts,
  })
  const issues = [
    ...drafts.flatMap((draft) => draft.issues),
    ...(checked.ok ? [] : checked.error.details.faults.map(optionIssue)),
  ]
  if (issues.length > 0 || !checked.ok) return fail('invalid', { issues })
  const { options, optionValues } = checked.value
  const finished = drafts.map((draft, at) => ({
    isNew: draft.isNew,
    initialQuantity: draft.initialQuantity,
    content: draft.finish({ options, optionValues: optionValues[at] ?? {} }),
  }))
  const keptIds = new Set(finished.map(({ content }) => content.id))
  return ok({
    options: options.map(({ name, values }) => ({ name, values: [...values] })),
    added: finished
      .filter(({ isNew }) => isNew)
      .map(({ content, initialQuantity }) => ({ ...content, initialQuantity })),
    kept: finished.filter(({ isNew }) => !isNew).map(({ content }) => content),
    removedIds: known.variants.map(({ id }) => id).filter((id) => !keptIds.has(id)),
  })
}
