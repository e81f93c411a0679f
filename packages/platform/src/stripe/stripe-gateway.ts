import type { Stripe } from 'stripe'

import { GatewayError, refused } from './gateway-error.ts'
import type { CheckoutSession, PaymentGateway, Refund } from './payment-gateway.ts'
import { readSession } from './read-session.ts'
import { sessionParams } from './session-params.ts'
import { stripeAccounts } from './stripe-accounts.ts'
import { stripeCalls } from './stripe-client.ts'
import type { StripeCall, StripeOptions } from './stripe-client.ts'
import { verifyEvent } from './verify-event.ts'

const refundStatus = (status: string | null): Refund['status'] => {
  if (status === 'succeeded') return 'succeeded'
  if (status === 'failed' || status === 'canceled') return 'failed'
  return 'pending'
}

type Sessions = Pick<
  PaymentGateway,
  'createCheckoutSession' | 'retrieveCheckoutSession' | 'expireCheckoutSession'
>

const isOpen = (session: CheckoutSession): boolean => session.status === 'open'

const stripeSessions = (stripe: StripeCall): Sessions => {
  const retrieve: Sessions['retrieveCheckoutSession'] = (accountId, sessionId) =>
    stripe('retrieveCheckoutSession', async (sdk) => {
      const options = { stripeAccount: accountId }
      return readSession(await sdk.checkout.sessions.retrieve(sessionId, {}, options))
    })
  const expire: Sessions['expireCheckoutSession'] = async (accountId, sessionId) => {
    try {
      await stripe('expireCheckoutSession', (sdk) =>
        sdk.checkout.sessions.expire(sessionId, {}, { stripeAccount: accountId }),
      )
      return 'expired'
    } catch (error) {
      if (!(error instanceof GatewayError) || error.kind !== 'refused') throw error
      // Stripe refuses to expire what is not open; only the session tells which it is.
      const session = await retrieve(accountId, sessionId)
      if (isOpen(session)) throw error
      return session.status === 'complete' ? 'already_complete' : 'already_expired'
    }
  }
  return {
    createCheckoutSession: async (input) => {
      const params = sessionParams(input)
      const session = await stripe('createCheckoutSession', async (sdk) => {
        const options = { stripeAccount: input.accountId, idempotencyKey: input.idempotencyKey }
        return readSession(await sdk.checkout.sessions.create(params, options))
      })
      if (session.amountTotal === input.expectedTotal) return session
      // A page asking for another sum than the buyer saw must not stay payable.
      if (isOpen(session)) await expire(input.accountId, session.id)
      throw refused('total_mismatch', `Stripe's total of session ${session.id} is not ours`)
    },
    retrieveCheckoutSession: retrieve,
    expireCheckoutSession: expire,
  }
}

const listSessions = (stripe: StripeCall): PaymentGateway['listCheckoutSessions'] =>
  async function* ({ accountId, createdAfter }) {
    let startingAfter: string | undefined
    for (;;) {
      const params: Stripe.Checkout.SessionListParams = {
        limit: 100,
        created: { gt: Math.floor(createdAfter / 1000) },
        ...(startingAfter === undefined ? {} : { starting_after: startingAfter }),
      }
      const page = await stripe('listCheckoutSessions', (sdk) =>
        sdk.checkout.sessions.list(params, { stripeAccount: accountId }),
      )
      yield* page.data.filter((session) => session.mode === 'payment').map(readSession)
      startingAfter = page.data.at(-1)?.id
      if (!page.has_more || startingAfter === undefined) return
    }
  }

/** The gateway over Stripe Connect: sessions and refunds live on the store's own account. */
export const stripeGateway = (options: StripeOptions): PaymentGateway => {
  const stripe = stripeCalls(options)
  return {
    ...stripeAccounts(stripe),
    ...stripeSessions(stripe),
    listCheckoutSessions: listSessions(stripe),
    createRefund: (input) =>
      stripe('createRefund', async (sdk) => {
        const refund = await sdk.refunds.create(
          {
            payment_intent: input.paymentIntentId,
            amount: input.amount,
            reason: input.reason,
            metadata: { ...input.metadata },
          },
          { stripeAccount: input.accountId, idempotencyKey: input.idempotencyKey },
        )
        return {
          refundId: refund.id,
          status: refundStatus(refund.status),
          amount: refund.amount,
        }
      }),
    verifyEvent,
  }
}
