import type { VariantInput } from '@cartwright/contract/resources/product-request'
import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'

import type { InputIssue } from '../operation/app-error.ts'

export interface WantedVariants {
  readonly variants?: readonly VariantInput[] | undefined
  readonly price?: number | undefined
  readonly sku?: string | undefined
}

type Refused = Failure<'invalid', { readonly issues: readonly InputIssue[] }>

/** Which variants does a request ask for? Its price and SKU speak of the one variant of a simple
 *  product, also when they come without a list. Null when it says nothing of variants. */
export function wantedVariants(
  known: readonly { readonly id: string }[],
  { variants, price, sku }: WantedVariants,
): Result<readonly VariantInput[] | null, Refused> {
  if (variants !== undefined && (variants.length > 0 || known.length > 0)) {
    if (sku !== undefined && variants.length > 1) return refuse('sku')
    return ok(variants.map((it) => ({ ...(sku !== undefined && { sku }), ...it })))
  }
  const given = { ...(price !== undefined && { price }), ...(sku !== undefined && { sku }) }
  const [only] = known
  if (only === undefined) return ok([given])
  if (price === undefined && sku === undefined) return ok(null)
  if (known.length > 1) return refuse(price === undefined ? 'sku' : 'price')
  return ok([{ id: only.id, ...given }])
}

function refuse(field: string) {
  const message = 'This product has several variants; set it on each of them'
  return fail('invalid', { issues: [{ path: [field], message }] })
}
