import {
  changedShippingMethod,
  shippingZone,
  zoneCountries,
  zoneRegions,
} from '@cartwright/contract/resources/shipping-zone'
import { idInput, line } from '@cartwright/contract/scalars'
import {
  listShippingZones,
  replaceShippingMethods,
  updateShippingZone as writeShippingZone,
} from '@cartwright/db/queries/shipping-zones'
import { lockStore } from '@cartwright/db/queries/stores'
import type { ShippingMethod } from '@cartwright/domain/shipping/shipping-zone'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseUnchargeable } from '../../operation/refuse-unchargeable.ts'
import { methodPrices } from './method-prices.ts'
import { refuseDoubleClaim } from './refuse-double-claim.ts'
import { refuseRegionsOfTheWorld } from './refuse-regions-of-the-world.ts'
import { zoneResource } from './zone-resource.ts'

export const updateShippingZone = operatorOperation({
  method: 'PATCH',
  path: '/api/v1/admin/store/shipping-zones/{id}',
  status: 200,
  permission: 'store:write',
  summary: 'Change a shipping zone',
  description:
    'What is left out stays as it is. `methods` replaces them all: give a method its id to keep ' +
    'it, so that carts which chose it still do.',
  input: z.strictObject({
    id: idInput,
    name: line(120).optional(),
    countries: zoneCountries.optional(),
    regions: zoneRegions.optional(),
    methods: z.array(changedShippingMethod).max(50).optional(),
  }),
  output: z.object({ shippingZone }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  refuseUnchargeable(ctx.store.currency, methodPrices(input.methods))
  await lockStore(db, storeId)
  const zones = await listShippingZones(db, storeId)
  const zone = zones.find(({ id }) => id === input.id) ?? ctx.fail('not_found')
  const { name = zone.name, countries = zone.countries, regions = zone.regions } = input
  const values = { id: zone.id, name, countries, regions }
  refuseRegionsOfTheWorld(ctx, values)
  refuseDoubleClaim(
    ctx,
    values,
    zones.filter(({ id }) => id !== zone.id),
  )
  await writeShippingZone(db, { ...values, storeId, now })
  const methods = input.methods === undefined ? zone.methods : identify(input.methods)
  if (input.methods !== undefined) {
    await replaceShippingMethods(db, { storeId, zoneId: zone.id, methods })
  }
  return { shippingZone: zoneResource({ ...zone, ...values, methods, updatedAt: now }) }

  /** New methods get an id; one that names an id must be a method of this very zone, once. */
  function identify(changed: z.output<typeof changedShippingMethod>[]): ShippingMethod[] {
    const left = new Set(zone.methods.map(({ id }) => id))
    return changed.map(({ id, ...method }, at) => {
      if (id !== undefined && !left.delete(id)) {
        ctx.refuse(['methods', at, 'id'], 'This zone has no such method, or it is listed twice')
      }
      return { ...method, id: id ?? ctx.ids.uuidv7() }
    })
  }
})
