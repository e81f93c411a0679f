import type { ShippingZoneRow } from '@cartwright/db/queries/shipping-zones'
import { type ClaimedPlaces, claimedTwice } from '@cartwright/domain/shipping/claimed-twice'

import type { OperationContext } from '../../operation/context.ts'

/** Ends the operation when another zone already ships to a place that this one would. Two zones for
 *  one place would show buyers both prices. */
export function refuseDoubleClaim(
  ctx: Pick<OperationContext<never>, 'refuse'>,
  places: ClaimedPlaces,
  others: readonly ShippingZoneRow[],
): void {
  const claim = claimedTwice(places, others)
  if (claim === null) return
  const { zone, country, region } = claim
  const place = country === '*' ? 'the rest of the world' : [country, region ?? []].flat().join(' ')
  const field = region === null ? 'countries' : 'regions'
  ctx.refuse([field], `The zone "${zone.name}" ships to ${place} already`)
}
