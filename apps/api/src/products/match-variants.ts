import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'

import type { InputIssue } from '../operation/app-error.ts'

interface Named {
  readonly id?: string | undefined
  readonly sku?: string | undefined
}

type MatchFailure =
  | Failure<'not_found'>
  | Failure<'invalid', { readonly issues: readonly InputIssue[] }>

/** Which existing variant does each of these mean: the one with its id, else the one with its SKU,
 *  else none, so that it is new? `not_found` for an id the product does not have. */
export function matchVariants<Known extends { readonly id: string; readonly sku: string }>(
  known: readonly Known[],
  inputs: readonly Named[],
): Result<readonly (Known | undefined)[], MatchFailure> {
  const named = inputs.map(({ id, sku }) =>
    known.find((variant) => (id === undefined ? variant.sku === sku : variant.id === id)),
  )
  if (inputs.some(({ id }, at) => id !== undefined && named[at] === undefined)) {
    return fail('not_found')
  }
  const issues = named.flatMap((variant, at): InputIssue[] =>
    variant !== undefined && named.indexOf(variant) < at
      ? [{ path: ['variants', at], message: 'The same variant is listed twice' }]
      : [],
  )
  return issues.length > 0 ? fail('invalid', { issues }) : ok(named)
}
