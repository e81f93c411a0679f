import type { shippingZone } from '@cartwright/contract/resources/shipping-zone'
import type { ShippingZoneRow } from '@cartwright/db/queries/shipping-zones'
import type { z } from 'zod'

/** A shipping zone as callers see it. */
export function zoneResource(row: ShippingZoneRow): z.input<typeof shippingZone> {
  return {
    ...row,
    countries: [...row.countries],
    regions: [...row.regions],
    methods: [...row.methods],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
