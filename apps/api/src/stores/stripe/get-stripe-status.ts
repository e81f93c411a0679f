import { stripeStatus } from '@cartwright/contract/resources/stripe-status'
import { findStripeAccount, recordStripeFacts } from '@cartwright/db/queries/stripe-accounts'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { askGateway } from './ask-gateway.ts'
import { stripeStatusResource } from './stripe-status-resource.ts'

export const getStripeStatus = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store/stripe/status',
  status: 200,
  permission: 'store:read',
  summary: 'Can the store take payments, and what is missing?',
  description: 'Asks Stripe, and remembers the answer for checkout.',
  input: z.strictObject({}),
  output: z.object({ stripe: stripeStatus }),
  errors: ['payments_not_ready'],
}).query(async ({ ctx }) => {
  const { db, storeId, gateway, now } = ctx
  const { stripeMode } = ctx.settings
  const known = await findStripeAccount(db, storeId)
  if (known === undefined) return { stripe: stripeStatusResource(null, stripeMode) }
  const account = await askGateway(ctx, () => gateway.retrieveAccount(known.accountId))
  await recordStripeFacts(db, { ...account, storeId, now })
  return { stripe: stripeStatusResource(account, stripeMode) }
})
