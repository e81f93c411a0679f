import {
  newShippingMethod,
  shippingZone,
  zoneCountries,
  zoneRegions,
} from '@cartwright/contract/resources/shipping-zone'
import { line } from '@cartwright/contract/scalars'
import {
  insertShippingZone,
  listShippingZones,
  replaceShippingMethods,
} from '@cartwright/db/queries/shipping-zones'
import { lockStore } from '@cartwright/db/queries/stores'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { refuseUnchargeable } from '../../operation/refuse-unchargeable.ts'
import { methodPrices } from './method-prices.ts'
import { refuseDoubleClaim } from './refuse-double-claim.ts'
import { refuseRegionsOfTheWorld } from './refuse-regions-of-the-world.ts'
import { zoneResource } from './zone-resource.ts'

export const createShippingZone = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/shipping-zones',
  status: 201,
  permission: 'store:write',
  summary: 'Create a shipping zone with its methods',
  description: 'A place belongs to one zone; a zone for a region goes before one for its country.',
  input: z.strictObject({
    name: line(120),
    countries: zoneCountries,
    regions: zoneRegions.default([]),
    methods: z.array(newShippingMethod).max(50),
  }),
  output: z.object({ shippingZone }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  const { methods, ...values } = input
  refuseUnchargeable(ctx.store.currency, methodPrices(input.methods))
  await lockStore(db, storeId)
  refuseRegionsOfTheWorld(ctx, values)
  refuseDoubleClaim(ctx, values, await listShippingZones(db, storeId))
  const id = ctx.ids.uuidv7()
  await insertShippingZone(db, { ...values, storeId, id, now })
  const identified = methods.map((method) => ({ ...method, id: ctx.ids.uuidv7() }))
  await replaceShippingMethods(db, { storeId, zoneId: id, methods: identified })
  const times = { createdAt: now, updatedAt: now }
  return { shippingZone: zoneResource({ ...values, id, methods: identified, ...times }) }
})
