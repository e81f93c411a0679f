/**
 * What the sandbox remembers. Amounts are integer minor units; `created` and `expiresAt` are Unix
 * seconds as on Stripe's wire, other times end in `Ms`. `account` is the connected account that
 * owns the record, or null for the platform's own.
 */
export type Metadata = Readonly<Record<string, string>>

export interface AddressRecord {
  readonly line1: string | null
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postal_code: string | null
  readonly country: string | null
}

export interface AccountRecord {
  readonly id: string
  readonly created: number
  readonly type: 'custom' | 'express' | 'none' | 'standard'
  readonly dashboard: 'express' | 'full' | 'none'
  readonly country: string
  readonly defaultCurrency: string
  readonly email: string | null
  readonly businessType: string | null
  readonly businessProfile: Readonly<Record<string, string>>
  readonly metadata: Metadata
  readonly onboarded: boolean
}

export interface AccountLinkRecord {
  readonly id: string
  readonly accountId: string
  readonly created: number
  readonly expiresAt: number
  readonly refreshUrl: string
  readonly returnUrl: string
  readonly used: boolean
}

export interface LineRecord {
  readonly id: string
  readonly priceId: string
  readonly productId: string
  readonly name: string
  readonly description: string | null
  readonly images: readonly string[]
  readonly productMetadata: Metadata
  readonly unitAmount: number
  readonly quantity: number
  readonly taxBehaviour: 'exclusive' | 'inclusive' | 'unspecified'
}

export interface ShippingOptionRecord {
  readonly id: string
  readonly name: string
  readonly amount: number
  readonly metadata: Metadata
  readonly taxBehaviour: 'exclusive' | 'inclusive' | 'unspecified'
}

/** Whoever paid: filled in on the hosted page, or invented by the control route. */
export interface BuyerRecord {
  readonly email: string
  readonly name: string
  readonly address: AddressRecord
}

export interface PaymentSettings {
  readonly metadata: Metadata
  readonly description: string | null
  readonly receiptEmail: string | null
  readonly statementDescriptor: string | null
  readonly applicationFeeAmount: number | null
}

/** Settings of a session that are only echoed, or only alter the hosted page. */
export interface SessionEcho {
  readonly locale: string | null
  readonly submitType: string | null
  readonly billingAddressCollection: string | null
  readonly customerCreation: string | null
  readonly allowPromotionCodes: boolean | null
  readonly phoneNumberCollection: boolean
  readonly shippingCountries: readonly string[] | null
  readonly paymentMethodTypes: readonly string[]
}

/** How the webhooks of one change are sent. */
export interface DeliveryPlan {
  /** How often each event is sent. (Default: 1) */
  readonly copies: number
  /** Wait before the first is sent. (Default: 0) */
  readonly delayMs: number
  readonly order: 'normal' | 'reversed'
  /** The events happen, but are not sent. (Default: false) */
  readonly drop: boolean
}

export interface SettlementRecord {
  readonly dueAtMs: number
  readonly succeeds: boolean
  readonly plan: DeliveryPlan
}

export interface SessionRecord {
  readonly id: string
  readonly account: string | null
  readonly created: number
  readonly expiresAt: number
  readonly status: 'complete' | 'expired' | 'open'
  readonly paymentStatus: 'no_payment_required' | 'paid' | 'unpaid'
  readonly currency: string
  readonly lines: readonly LineRecord[]
  readonly shippingOptions: readonly ShippingOptionRecord[]
  readonly chosenShippingId: string | null
  readonly successUrl: string
  readonly cancelUrl: string | null
  readonly clientReferenceId: string | null
  readonly customerEmail: string | null
  readonly metadata: Metadata
  readonly payment: PaymentSettings
  readonly echo: SessionEcho
  readonly paymentIntentId: string | null
  readonly buyer: BuyerRecord | null
  /** A bank debit under way: when it settles and how. */
  readonly settlement: SettlementRecord | null
}

export type PaymentMethodKind = 'bacs_debit' | 'card'

export interface PaymentIntentRecord {
  readonly id: string
  readonly account: string | null
  readonly sessionId: string
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly status: 'canceled' | 'processing' | 'requires_payment_method' | 'succeeded'
  readonly clientSecret: string
  readonly settings: PaymentSettings
  readonly method: PaymentMethodKind
  readonly paymentMethodId: string | null
  readonly latestChargeId: string | null
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly canceledAt: number | null
  readonly cancellationReason: string | null
}

export interface ChargeRecord {
  readonly id: string
  readonly account: string | null
  readonly paymentIntentId: string
  readonly created: number
  readonly amount: number
  readonly amountRefunded: number
  readonly currency: string
  readonly status: 'failed' | 'pending' | 'succeeded'
  readonly method: PaymentMethodKind
  readonly paymentMethodId: string
  readonly settings: PaymentSettings
  readonly buyer: BuyerRecord
  readonly balanceTransactionId: string | null
  readonly applicationFeeId: string | null
  readonly refundIds: readonly string[]
  readonly disputed: boolean
  readonly failure: { readonly code: string; readonly message: string } | null
}

export interface RefundRecord {
  readonly id: string
  readonly account: string | null
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null
  readonly metadata: Metadata
  readonly method: PaymentMethodKind
  readonly balanceTransactionId: string
}

export interface DisputeRecord {
  readonly id: string
  readonly account: string | null
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly reason: string
}

/** One movement of money on one account's balance; a refund is negative. */
export interface BalanceTransactionRecord {
  readonly id: string
  readonly account: string | null
  readonly created: number
  readonly type: 'application_fee' | 'charge' | 'refund'
  readonly sourceId: string
  readonly amount: number
  readonly fee: number
  readonly currency: string
}

export interface EventRecord {
  readonly id: string
  readonly account: string | null
  readonly created: number
  readonly type: string
  readonly apiVersion: string
  readonly requestId: string | null
  readonly idempotencyKey: string | null
  /** The resource as it was when the event happened. */
  readonly object: unknown
  readonly previousAttributes: Readonly<Record<string, unknown>> | null
  readonly copies: number
}

/** One copy of one event on its way to the webhook address; id is `<event id>/<copy number>`. */
export interface DeliveryRecord {
  readonly id: string
  readonly eventId: string
  readonly state: 'delivered' | 'dropped' | 'failed' | 'pending'
  readonly attempts: number
  readonly dueAtMs: number
  readonly lastStatus: number | null
}

export interface IdempotencyRecord {
  readonly id: string
  readonly fingerprint: string
  readonly createdAtMs: number
  readonly requestId: string
  readonly status: number
  readonly body: unknown
}
