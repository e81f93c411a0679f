import type { TaxRateRow } from '@cartwright/db/queries/tax-rates'
import { rivalRate } from '@cartwright/domain/tax/rival-rate'
import type { TaxRate } from '@cartwright/domain/tax/tax-rate'

import type { OperationContext } from '../../operation/context.ts'

/** Ends the operation when another rate taxes the same goods at the same place. */
export function refuseRival(
  ctx: Pick<OperationContext<never>, 'refuse'>,
  rate: Pick<TaxRate, 'country' | 'region' | 'taxCode'>,
  others: readonly TaxRateRow[],
): void {
  const rival = rivalRate(others, rate)
  if (rival === null) return
  ctx.refuse(['country'], `The rate "${rival.name}" is for the same place and tax code already`)
}
