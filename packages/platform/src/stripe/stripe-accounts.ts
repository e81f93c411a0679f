import type { Stripe } from 'stripe'

import type { PaymentGateway } from './payment-gateway.ts'
import type { StripeCall } from './stripe-client.ts'

type Accounts = Pick<
  PaymentGateway,
  'createAccount' | 'retrieveAccount' | 'createAccountLink' | 'createDashboardLink'
>

const requirements = (account: Stripe.Account): readonly string[] =>
  [
    ...new Set([
      ...(account.requirements?.past_due ?? []),
      ...(account.requirements?.currently_due ?? []),
    ]),
  ].sort()

/**
 * The half of the gateway that opens and reads connected accounts.
 *
 * Express accounts: Stripe asks the questions and answers for the buyer's payment page, the store
 * is the merchant of record and pays Stripe's fees on its own charges.
 */
export const stripeAccounts = (stripe: StripeCall): Accounts => ({
  createAccount: ({ storeId, country, email, idempotencyKey }) =>
    stripe('createAccount', async (sdk) => {
      const account = await sdk.accounts.create(
        {
          type: 'express',
          country,
          email,
          capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
          metadata: { store_id: storeId },
        },
        { idempotencyKey },
      )
      return { accountId: account.id }
    }),
  retrieveAccount: (accountId) =>
    stripe('retrieveAccount', async (sdk) => {
      const account = await sdk.accounts.retrieve(accountId)
      return {
        accountId: account.id,
        chargesEnabled: account.charges_enabled,
        payoutsEnabled: account.payouts_enabled,
        detailsSubmitted: account.details_submitted,
        requirements: requirements(account),
      }
    }),
  createAccountLink: ({ accountId, returnUrl, refreshUrl }) =>
    stripe('createAccountLink', async (sdk) => {
      const link = await sdk.accountLinks.create({
        account: accountId,
        type: 'account_onboarding',
        return_url: returnUrl,
        refresh_url: refreshUrl,
      })
      return { url: link.url, expiresAt: link.expires_at * 1000 }
    }),
  createDashboardLink: (accountId) =>
    stripe('createDashboardLink', async (sdk) => {
      const link = await sdk.accounts.createLoginLink(accountId)
      return { url: link.url }
    }),
})
