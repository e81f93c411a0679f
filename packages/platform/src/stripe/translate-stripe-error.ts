import { GatewayError } from './gateway-error.ts'
import type { GatewayErrorKind, GatewayRetry } from './gateway-error.ts'

type StripeFailure = {
  readonly type: string
  readonly code?: string
  readonly statusCode?: number
  readonly requestId?: string
  readonly message: string
}

const isStripeFailure = (error: unknown): error is StripeFailure =>
  error instanceof Error && 'type' in error && typeof error.type === 'string'

// Stripe's own messages quote parts of keys ("Invalid API Key provided: sk_test_****1234").
const withoutKeys = (message: string): string =>
  message.replaceAll(/\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_*]+/g, '[key]')

const classify = (failure: StripeFailure): { kind: GatewayErrorKind; retry: GatewayRetry } => {
  if (failure.type === 'StripeConnectionError') return { kind: 'unavailable', retry: 'same_key' }
  if (failure.statusCode === 429 || failure.type === 'StripeRateLimitError') {
    return { kind: 'rate_limited', retry: 'same_key' }
  }
  if (failure.code === 'idempotency_key_in_use' || failure.code === 'lock_timeout') {
    return { kind: 'unavailable', retry: 'same_key' }
  }
  if (failure.statusCode === 404 || failure.code === 'resource_missing') {
    return { kind: 'not_found', retry: 'never' }
  }
  // A 500 is stored with its idempotency key and replayed for the key's life:
  // https://docs.stripe.com/api/idempotent_requests
  if (failure.statusCode === 500) return { kind: 'unavailable', retry: 'new_key' }
  if (failure.statusCode === undefined || failure.statusCode > 500) {
    return { kind: 'unavailable', retry: 'same_key' }
  }
  return { kind: 'refused', retry: 'never' }
}

/** What an error thrown by the SDK means to us, with everything secret left behind. */
export const translateStripeError = (action: string, error: unknown): GatewayError => {
  if (error instanceof GatewayError) return error
  if (!isStripeFailure(error)) {
    return new GatewayError({
      kind: 'unavailable',
      code: 'unexpected_answer',
      retry: 'same_key',
      message: `Stripe gave no usable answer to ${action}`,
      cause: error,
    })
  }
  const { kind, retry } = classify(error)
  const code = error.code ?? error.type
  const reference = error.requestId === undefined ? '' : ` (${error.requestId})`
  return new GatewayError({
    kind,
    code,
    retry,
    message: `Stripe did not do ${action}: ${code}${reference}`,
    cause: new Error(withoutKeys(error.message)),
  })
}
