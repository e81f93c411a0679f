import type { ClaimedPlaces } from '@cartwright/domain/shipping/claimed-twice'

import type { OperationContext } from '../../operation/context.ts'

/** Ends the operation when a zone for the rest of the world names regions: of which country? */
export function refuseRegionsOfTheWorld(
  ctx: Pick<OperationContext<never>, 'refuse'>,
  { countries, regions }: ClaimedPlaces,
): void {
  if (!countries.includes('*') || regions === null || regions.length === 0) return
  ctx.refuse(['regions'], 'The rest of the world has no regions: name countries')
}
