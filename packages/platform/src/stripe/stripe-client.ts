import type { Stripe } from 'stripe'

import { translateStripeError } from './translate-stripe-error.ts'

/**
 * The version of Stripe's API this code was written against. Changing it is a decision: read the
 * changelog at https://docs.stripe.com/changelog first.
 */
export const stripeApiVersion = '2026-10-28.endive'

export type StripeOptions = {
  readonly secretKey: string
  /** Another server speaking Stripe's protocol, such as the sandbox. Stripe itself by default. */
  readonly apiBase?: URL
  /** One attempt; 20 seconds by default. */
  readonly timeoutMs?: number
  /** Retries after broken connections and 409, 429, 5xx answers; 2 by default. */
  readonly maxNetworkRetries?: number
}

const address = (apiBase: URL): Pick<Stripe.StripeConfig, 'protocol' | 'host' | 'port'> => {
  const protocol = apiBase.protocol === 'http:' ? 'http' : 'https'
  const port = apiBase.port === '' ? (protocol === 'http' ? 80 : 443) : apiBase.port
  return { protocol, host: apiBase.hostname, port }
}

const connect = async (options: StripeOptions): Promise<Stripe> => {
  const { Stripe: StripeSdk } = await import('stripe')
  return new StripeSdk(options.secretKey, {
    apiVersion: stripeApiVersion,
    timeout: options.timeoutMs ?? 20_000,
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    telemetry: false,
    ...(options.apiBase === undefined ? {} : address(options.apiBase)),
  })
}

/** Runs one call on the SDK; `action` names it in errors. */
export type StripeCall = <Answer>(
  action: string,
  call: (stripe: Stripe) => Promise<Answer>,
) => Promise<Answer>

/**
 * A way to call Stripe that loads the SDK at the first call and not before, because a process that
 * never pays should not hold it in memory. Failures come out as `GatewayError`.
 */
export const stripeCalls = (options: StripeOptions): StripeCall => {
  let connecting: Promise<Stripe> | null = null
  return async (action, call) => {
    connecting ??= connect(options)
    const stripe = await connecting
    try {
      return await call(stripe)
    } catch (error) {
      throw translateStripeError(action, error)
    }
  }
}
