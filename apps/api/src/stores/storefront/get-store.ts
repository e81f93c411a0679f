import { storeFront } from '@cartwright/contract/resources/store-front'
import { findStoreFront } from '@cartwright/db/queries/store-front'
import { z } from 'zod'

import { storefrontOperation } from '../../operation/operation.ts'
import { imageResource } from '../../resources/image-resource.ts'

export const getStore = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/store',
  status: 200,
  summary: 'Get what a shop front shows of its store',
  input: z.strictObject({}),
  output: z.object({ store: storeFront }),
  errors: [],
}).query(async ({ ctx }) => {
  const row = await findStoreFront(ctx.db, ctx.storeId)
  if (row === undefined) return ctx.fail('not_found')
  const { canTakePayments, logo, policies, ...store } = row
  return {
    store: {
      ...store,
      logo: logo && imageResource(logo, ctx.storage),
      policies: {
        returns: policies.returns ?? null,
        privacy: policies.privacy ?? null,
        terms: policies.terms ?? null,
      },
      payments: { ready: canTakePayments },
    },
  }
})
