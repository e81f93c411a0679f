export type GatewayErrorKind = 'unavailable' | 'refused' | 'not_found' | 'rate_limited'

/**
 * How may the same call be tried again?
 *
 * - `same_key`: it may or may not have happened (timeout, broken connection), or it surely did not
 *   and nothing was recorded; the old idempotency key makes a repeat safe.
 * - `new_key`: the provider recorded a definite failure under this key and would replay it.
 * - `never`: the same request will fail again.
 */
export type GatewayRetry = 'same_key' | 'new_key' | 'never'

/** A call to the payment provider failed. Holds no key, no request body and no header. */
export class GatewayError extends Error {
  readonly kind: GatewayErrorKind
  /** The provider's stable code, such as `charge_already_refunded`, or ours. */
  readonly code: string
  readonly retry: GatewayRetry

  constructor(input: {
    readonly kind: GatewayErrorKind
    readonly code: string
    readonly retry: GatewayRetry
    readonly message: string
    readonly cause?: unknown
  }) {
    super(input.message, { cause: input.cause })
    this.name = 'GatewayError'
    this.kind = input.kind
    this.code = input.code
    this.retry = input.retry
  }

  get retryable(): boolean {
    return this.retry !== 'never'
  }
}

/** A refusal of our own, before or instead of the provider's. */
export const refused = (code: string, message: string): GatewayError =>
  new GatewayError({ kind: 'refused', code, retry: 'never', message })
