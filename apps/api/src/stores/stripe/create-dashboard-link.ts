import { findStripeAccount, recordStripeFacts } from '@cartwright/db/queries/stripe-accounts'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { askGateway } from './ask-gateway.ts'

export const createDashboardLink = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/stripe/dashboard-link',
  status: 201,
  permission: 'payments:write',
  summary: 'Get a link to the store’s Stripe dashboard',
  description: 'A link works once. There is none before the onboarding was gone through.',
  input: z.strictObject({}),
  output: z.object({ url: z.string() }),
  errors: ['payments_not_ready'],
}).staged(async ({ ctx }) => {
  const { db, storeId, gateway, now } = ctx
  const known = (await findStripeAccount(db, storeId)) ?? ctx.fail('payments_not_ready')
  const { accountId } = known
  if (!known.detailsSubmitted) {
    // What is known may be old: the onboarding may have been finished a moment ago.
    const account = await askGateway(ctx, () => gateway.retrieveAccount(accountId))
    await recordStripeFacts(db, { ...account, storeId, now })
    if (!account.detailsSubmitted) ctx.fail('payments_not_ready')
  }
  const { url } = await askGateway(ctx, () => gateway.createDashboardLink(accountId))
  return { url }
})
