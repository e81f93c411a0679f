import { stripeStatus } from '@cartwright/contract/resources/stripe-status'
import { lockStore } from '@cartwright/db/queries/stores'
import { countOpenCheckouts, retireStripeAccount } from '@cartwright/db/queries/stripe-accounts'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { stripeStatusResource } from './stripe-status-resource.ts'

export const resetStripe = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/stripe/reset',
  status: 200,
  permission: 'payments:write',
  summary: 'Part with the store’s Stripe account',
  description:
    'The next account link opens a new one. Orders paid before are still refunded from the old ' +
    'account. Refused while a buyer is at the till.',
  input: z.strictObject({}),
  output: z.object({ stripe: stripeStatus }),
  errors: ['in_use'],
}).mutation(async ({ ctx }) => {
  const { db, storeId, now } = ctx
  await lockStore(db, storeId)
  const openCheckouts = await countOpenCheckouts(db, storeId, now)
  if (openCheckouts > 0) ctx.fail('in_use', { openCheckouts })
  await retireStripeAccount(db, storeId)
  return { stripe: stripeStatusResource(null, ctx.settings.stripeMode) }
})
