import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { signHeader } from '../crypto/signature-header.ts'
import { checkoutLines } from './checkout-lines.ts'
import type { FakeGatewayState, FakeRefund } from './fake-gateway-state.ts'
import { fakeGatewayState } from './fake-gateway-state.ts'
import { fakeIdempotency } from './fake-idempotency.ts'
import { fakeRefund } from './fake-refund.ts'
import type { GatewayError } from './gateway-error.ts'
import { refused } from './gateway-error.ts'
import type { CheckoutSession, CreateCheckoutSession, PaymentGateway } from './payment-gateway.ts'
import { verifyEvent } from './verify-event.ts'

type GatewayCall = { readonly method: keyof PaymentGateway; readonly input: unknown }

export type FakeGateway = PaymentGateway & {
  /** Every call so far, in order, failed ones included. */
  readonly calls: readonly GatewayCall[]
  readonly refunds: readonly FakeRefund[]
  /** Completes the onboarding of an account; creates it when it is unknown. */
  readonly onboard: (accountId: string) => void
  /** The buyer pays: at once, or by a method that takes days (`unpaid` until `settle`). */
  readonly pay: (sessionId: string, how?: 'at_once' | 'delayed') => CheckoutSession
  /** A delayed payment arrives. */
  readonly settle: (sessionId: string) => CheckoutSession
  /** The session's time runs out. */
  readonly lapse: (sessionId: string) => CheckoutSession
  /** The next calls fail: before doing the work, or after it, as when the answer gets lost. */
  readonly failNext: (
    error: GatewayError,
    options?: { readonly times?: number; readonly when?: 'before' | 'after' },
  ) => void
  /** Captured minus refunded money of an account, in minor units. */
  readonly balance: (accountId: string) => number
  /** A webhook as the provider would post it. */
  readonly signedEvent: (input: {
    readonly type: string
    readonly object: object
    readonly account: string | null
    readonly secret: string
  }) => { readonly id: string; readonly rawBody: Buffer; readonly signature: string }
}

export type FakeGatewayOptions = {
  readonly clock?: Clock
  /** Awaited before each call does its work; the place for a delay or a race. */
  readonly onCall?: (call: GatewayCall) => void | Promise<void>
}

type Wrap = <Answer>(
  method: keyof PaymentGateway,
  input: unknown,
  work: () => Answer,
) => Promise<Answer>

/** Records calls and makes them fail on demand. */
const callRecorder = (onCall: FakeGatewayOptions['onCall']) => {
  const calls: GatewayCall[] = []
  const failures: { readonly error: GatewayError; readonly when: 'before' | 'after' }[] = []
  const wrap: Wrap = async (method, input, work) => {
    const call = { method, input }
    calls.push(call)
    await onCall?.(call)
    const failure = failures.shift()
    if (failure?.when === 'before') throw failure.error
    const answer = work()
    if (failure?.when === 'after') throw failure.error
    return answer
  }
  const failNext: FakeGateway['failNext'] = (error, { times = 1, when = 'before' } = {}) => {
    for (let count = 0; count < times; count += 1) failures.push({ error, when })
  }
  return { calls, wrap, failNext }
}

const openSession = (
  state: FakeGatewayState,
  input: CreateCheckoutSession,
  createdAt: number,
): CheckoutSession => {
  checkoutLines(input)
  if (!state.account(input.accountId).chargesEnabled) {
    throw refused('account_invalid', 'The account may not take payments yet')
  }
  const id = state.nextId('cs')
  const session: CheckoutSession = {
    id,
    url: `https://pay.example/${id}`,
    status: 'open',
    paymentStatus: input.expectedTotal === 0 ? 'no_payment_required' : 'unpaid',
    amountTotal: input.expectedTotal,
    currency: input.currency.toUpperCase(),
    paymentIntentId: null,
    expiresAt: Math.floor(input.expiresAt / 1000) * 1000,
    metadata: { ...input.metadata },
    customerEmail: input.customerEmail,
    clientReferenceId: input.clientReferenceId,
  }
  state.sessions.set(id, { accountId: input.accountId, createdAt, session })
  return session
}

type Idempotency = ReturnType<typeof fakeIdempotency>

const fakeAccounts = (
  state: FakeGatewayState,
  wrap: Wrap,
  once: Idempotency,
): Pick<
  PaymentGateway,
  'createAccount' | 'retrieveAccount' | 'createAccountLink' | 'createDashboardLink'
> => ({
  createAccount: (input) =>
    wrap('createAccount', input, () =>
      once('createAccount', input, () => {
        const accountId = state.nextId('acct')
        state.accounts.set(accountId, {
          accountId,
          chargesEnabled: false,
          payoutsEnabled: false,
          detailsSubmitted: false,
          requirements: ['business_type', 'external_account'],
        })
        return { accountId }
      }),
    ),
  retrieveAccount: (accountId) =>
    wrap('retrieveAccount', accountId, () => state.account(accountId)),
  createAccountLink: (input) =>
    wrap('createAccountLink', input, () => {
      state.account(input.accountId)
      const url = `https://onboard.example/${input.accountId}/${state.nextId('link')}`
      return { url, expiresAt: Date.UTC(2100, 0, 1) }
    }),
  createDashboardLink: (accountId) =>
    wrap('createDashboardLink', accountId, () => {
      if (state.account(accountId).detailsSubmitted) {
        return { url: `https://dashboard.example/${accountId}` }
      }
      throw refused('account_invalid', 'The account has not finished onboarding')
    }),
})

const fakePayments = (
  state: FakeGatewayState,
  wrap: Wrap,
  { once, clock }: { readonly once: Idempotency; readonly clock: Clock },
): Omit<PaymentGateway, keyof ReturnType<typeof fakeAccounts> | 'verifyEvent'> => ({
  createCheckoutSession: (input) =>
    wrap('createCheckoutSession', input, () =>
      once(`createCheckoutSession ${input.accountId}`, input, () =>
        openSession(state, input, clock.now()),
      ),
    ),
  retrieveCheckoutSession: (accountId, sessionId) =>
    wrap('retrieveCheckoutSession', { accountId, sessionId }, () =>
      state.session(accountId, sessionId),
    ),
  expireCheckoutSession: (accountId, sessionId) =>
    wrap('expireCheckoutSession', { accountId, sessionId }, () => {
      const { status } = state.session(accountId, sessionId)
      if (status !== 'open') return status === 'complete' ? 'already_complete' : 'already_expired'
      state.update(sessionId, { status: 'expired', url: null })
      return 'expired'
    }),
  createRefund: (input) =>
    wrap('createRefund', input, () =>
      once(`createRefund ${input.accountId}`, input, () => fakeRefund(state, input)),
    ),
  listCheckoutSessions: async function* (input) {
    const newestFirst = await wrap('listCheckoutSessions', input, () =>
      [...state.sessions.values()]
        .filter((known) => known.accountId === input.accountId)
        .filter((known) => known.createdAt > input.createdAfter)
        .map((known) => state.session(known.accountId, known.session.id))
        .reverse(),
    )
    yield* newestFirst
  },
})

const fakeControls = (
  state: FakeGatewayState,
  clock: Clock,
): Pick<FakeGateway, 'onboard' | 'pay' | 'settle' | 'lapse' | 'balance' | 'signedEvent'> => ({
  onboard: (accountId) => {
    state.accounts.set(accountId, {
      accountId,
      chargesEnabled: true,
      payoutsEnabled: true,
      detailsSubmitted: true,
      requirements: [],
    })
  },
  pay: (sessionId, how = 'at_once') => {
    const known = state.sessions.get(sessionId)
    const session = state.session(known?.accountId ?? '', sessionId)
    if (session.status !== 'open') throw refused('session_not_open', 'The session is not open')
    const isFree = session.amountTotal === 0
    const paid = how === 'at_once' ? ('paid' as const) : ('unpaid' as const)
    return state.update(sessionId, {
      status: 'complete',
      url: null,
      paymentStatus: isFree ? 'no_payment_required' : paid,
      paymentIntentId: isFree ? null : state.nextId('pi'),
    })
  },
  settle: (sessionId) => state.update(sessionId, { paymentStatus: 'paid' }),
  lapse: (sessionId) => state.update(sessionId, { status: 'expired', url: null }),
  balance: (accountId) =>
    [...state.sessions.values()]
      .map(({ session }) => session.paymentIntentId)
      .filter((paymentIntentId) => paymentIntentId !== null)
      .reduce((sum, intentId) => sum + (state.refundable(accountId, intentId) ?? 0), 0),
  signedEvent: ({ type, object, account, secret }) => {
    const id = state.nextId('evt')
    const created = Math.floor(clock.now() / 1000)
    const body = { id, object: 'event', type, created, livemode: false, data: { object } }
    const rawBody = Buffer.from(JSON.stringify(account === null ? body : { ...body, account }))
    return {
      id,
      rawBody,
      signature: signHeader({ rawBody, secrets: [secret], nowMs: clock.now() }),
    }
  },
})

/** A payment provider in memory that follows the same rules and does what a test tells it to. */
export const fakeGateway = ({
  clock = systemClock,
  onCall,
}: FakeGatewayOptions = {}): FakeGateway => {
  const state = fakeGatewayState(clock)
  const once = fakeIdempotency()
  const { calls, wrap, failNext } = callRecorder(onCall)
  return {
    ...fakeAccounts(state, wrap, once),
    ...fakePayments(state, wrap, { once, clock }),
    ...fakeControls(state, clock),
    verifyEvent,
    calls,
    refunds: state.refunds,
    failNext,
  }
}
