import { timestamp, webUrl } from '@cartwright/contract/scalars'
import { findStripeAccount } from '@cartwright/db/queries/stripe-accounts'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { askGateway } from './ask-gateway.ts'
import { openStripeAccount } from './open-stripe-account.ts'

export const createAccountLink = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/stripe/account-link',
  status: 201,
  permission: 'payments:write',
  summary: 'Get a link to go through the Stripe onboarding',
  description: 'Opens the store’s account at Stripe if it has none. A link works once.',
  input: z.strictObject({
    returnUrl: webUrl.describe('Where Stripe sends the operator when done'),
    refreshUrl: webUrl.describe('Where it sends them when the link is too old: ask for another'),
  }),
  output: z.object({ url: z.string(), expiresAt: timestamp }),
  errors: ['payments_not_ready'],
}).staged(async ({ ctx, input }) => {
  const account = (await findStripeAccount(ctx.db, ctx.storeId)) ?? (await openStripeAccount(ctx))
  const { accountId } = account
  const link = await askGateway(ctx, () => ctx.gateway.createAccountLink({ ...input, accountId }))
  return { url: link.url, expiresAt: new Date(link.expiresAt).toISOString() }
})
