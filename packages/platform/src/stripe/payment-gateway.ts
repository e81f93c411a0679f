/** A connected account: the store's own account at the payment provider. */
export type GatewayAccount = {
  readonly accountId: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly detailsSubmitted: boolean
  /** What the provider still wants to know, in its own field names; sorted, no duplicates. */
  readonly requirements: readonly string[]
}

export type CheckoutLine = {
  readonly name: string
  readonly description?: string
  /** The whole line, in minor units, zero allowed; the gateway never multiplies. */
  readonly amount: number
  readonly imageUrl?: string
}

export type CreateCheckoutSession = {
  readonly accountId: string
  readonly idempotencyKey: string
  /** ISO 4217, either case. */
  readonly currency: string
  readonly lines: readonly CheckoutLine[]
  readonly shipping: { readonly name: string; readonly amount: number } | null
  /** Minor units; must equal lines plus shipping, and the session's own total. */
  readonly expectedTotal: number
  readonly customerEmail: string
  readonly successUrl: string
  readonly cancelUrl: string
  /** Milliseconds since the epoch; 30 minutes to 24 hours ahead. */
  readonly expiresAt: number
  readonly clientReferenceId: string
  readonly metadata: Readonly<Record<string, string>>
}

export type CheckoutSession = {
  readonly id: string
  /** Where the buyer pays; `null` once the session is no longer open. */
  readonly url: string | null
  readonly status: 'open' | 'complete' | 'expired'
  readonly paymentStatus: 'paid' | 'unpaid' | 'no_payment_required'
  /** Minor units. */
  readonly amountTotal: number
  /** ISO 4217, upper case. */
  readonly currency: string
  readonly paymentIntentId: string | null
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly metadata: Readonly<Record<string, string>>
  readonly customerEmail: string | null
  readonly clientReferenceId: string | null
}

export type CreateRefund = {
  readonly accountId: string
  readonly paymentIntentId: string
  /** Minor units. */
  readonly amount: number
  readonly idempotencyKey: string
  readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent'
  readonly metadata: Readonly<Record<string, string>>
}

export type Refund = {
  readonly refundId: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  /** Minor units. */
  readonly amount: number
}

export type GatewayEvent = {
  readonly id: string
  readonly type: string
  /** The connected account it happened on; `null` for the platform's own. */
  readonly account: string | null
  /** Milliseconds since the epoch. */
  readonly created: number
  readonly livemode: boolean
  /** The resource as the provider sent it; a hint only - refetch before money moves. */
  readonly object: Readonly<Record<string, unknown>>
}

export type SignedEvent = {
  /** The body's bytes as received; parsing and re-printing breaks the signature. */
  readonly rawBody: Uint8Array
  readonly signature: string | undefined
  /** Two while a secret is being rotated. */
  readonly secrets: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

export type ExpireOutcome = 'expired' | 'already_complete' | 'already_expired'

/**
 * The machine that takes money. Every method that talks to it throws `GatewayError`, and none may
 * be called inside a database transaction. All amounts are integers in minor units.
 */
export type PaymentGateway = {
  createAccount(input: {
    readonly storeId: string
    readonly country: string
    readonly email: string
    readonly idempotencyKey: string
  }): Promise<{ readonly accountId: string }>
  retrieveAccount(accountId: string): Promise<GatewayAccount>
  /** A single-use page where the operator completes the account; `expiresAt` in milliseconds. */
  createAccountLink(input: {
    readonly accountId: string
    readonly returnUrl: string
    readonly refreshUrl: string
  }): Promise<{ readonly url: string; readonly expiresAt: number }>
  /** A single-use way into the provider's own dashboard. */
  createDashboardLink(accountId: string): Promise<{ readonly url: string }>
  /** Refused with code `total_mismatch` when the provider's total would not equal ours. */
  createCheckoutSession(input: CreateCheckoutSession): Promise<CheckoutSession>
  retrieveCheckoutSession(accountId: string, sessionId: string): Promise<CheckoutSession>
  /** Makes sure nobody can start paying this session; says what it was when that was too late. */
  expireCheckoutSession(accountId: string, sessionId: string): Promise<ExpireOutcome>
  createRefund(input: CreateRefund): Promise<Refund>
  /** Newest first, for reconciliation; `createdAfter` in milliseconds, exclusive. */
  listCheckoutSessions(input: {
    readonly accountId: string
    readonly createdAfter: number
  }): AsyncIterable<CheckoutSession>
  /** The event when one of the secrets signed it within 300 seconds; `null` otherwise. */
  verifyEvent(input: SignedEvent): GatewayEvent | null
}
