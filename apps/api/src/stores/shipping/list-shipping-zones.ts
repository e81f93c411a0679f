import { shippingZone } from '@cartwright/contract/resources/shipping-zone'
import { listShippingZones as selectShippingZones } from '@cartwright/db/queries/shipping-zones'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { zoneResource } from './zone-resource.ts'

export const listShippingZones = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store/shipping-zones',
  status: 200,
  permission: 'store:read',
  summary: 'List the shipping zones with their methods',
  input: z.strictObject({}),
  output: z.object({ shippingZones: z.array(shippingZone) }),
  errors: [],
}).query(async ({ ctx }) => {
  const rows = await selectShippingZones(ctx.db, ctx.storeId)
  return { shippingZones: rows.map(zoneResource) }
})
