import type { Clock } from '../clock.ts'
import { GatewayError, refused } from './gateway-error.ts'
import type { CheckoutSession, CreateRefund, GatewayAccount, Refund } from './payment-gateway.ts'

export type FakeSession = {
  readonly accountId: string
  readonly createdAt: number
  readonly session: CheckoutSession
}

export type FakeRefund = CreateRefund & Refund

export type FakeGatewayState = {
  readonly accounts: Map<string, GatewayAccount>
  readonly sessions: Map<string, FakeSession>
  readonly refunds: FakeRefund[]
  readonly nextId: (prefix: string) => string
  readonly account: (accountId: string) => GatewayAccount
  readonly session: (accountId: string, sessionId: string) => CheckoutSession
  readonly update: (sessionId: string, changes: Partial<CheckoutSession>) => CheckoutSession
  /** What can still be given back of a payment, in minor units; `null` when there is no such one. */
  readonly refundable: (accountId: string, paymentIntentId: string) => number | null
}

const missing = (what: string): GatewayError =>
  new GatewayError({
    kind: 'not_found',
    code: 'resource_missing',
    retry: 'never',
    message: `No such ${what}`,
  })

/** The memory of the fake gateway; sessions past their time expire when looked at. */
export const fakeGatewayState = (clock: Clock): FakeGatewayState => {
  const accounts = new Map<string, GatewayAccount>()
  const sessions = new Map<string, FakeSession>()
  const refunds: FakeRefund[] = []
  let made = 0
  const update: FakeGatewayState['update'] = (sessionId, changes) => {
    const known = sessions.get(sessionId)
    if (known === undefined) throw missing('checkout session')
    const session = { ...known.session, ...changes }
    sessions.set(sessionId, { ...known, session })
    return session
  }
  return {
    accounts,
    sessions,
    refunds,
    update,
    nextId: (prefix) => {
      made += 1
      return `${prefix}_fake${String(made).padStart(6, '0')}`
    },
    account: (accountId) => {
      const account = accounts.get(accountId)
      if (account === undefined) throw refused('account_invalid', 'No such account')
      return account
    },
    session: (accountId, sessionId) => {
      const known = sessions.get(sessionId)
      if (known?.accountId !== accountId) throw missing('checkout session')
      const { session } = known
      const isOver = session.status === 'open' && session.expiresAt <= clock.now()
      return isOver ? update(sessionId, { status: 'expired', url: null }) : session
    },
    refundable: (accountId, paymentIntentId) => {
      const paid = [...sessions.values()].find(
        ({ session, ...known }) =>
          known.accountId === accountId &&
          session.paymentIntentId === paymentIntentId &&
          session.paymentStatus === 'paid',
      )
      if (paid === undefined) return null
      return refunds
        .filter((refund) => refund.paymentIntentId === paymentIntentId)
        .filter((refund) => refund.status !== 'failed')
        .reduce((left, refund) => left - refund.amount, paid.session.amountTotal)
    },
  }
}
