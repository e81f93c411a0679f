import { createHmac } from 'node:crypto'

/**
 * The Stripe-Signature header of a raw body: HMAC-SHA256 of `<unix seconds>.<body>`.
 * Source: https://docs.stripe.com/webhooks#verify-manually
 */
export function signPayload(body: string, secret: string, timestampS: number): string {
  const digest = createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex')
  return `t=${timestampS},v1=${digest}`
}
