import { signPayload } from './sign-payload.ts'

export interface WebhookTarget {
  readonly url: string
  readonly secret: string
}

interface Posting {
  readonly body: string
  readonly timestampS: number
  readonly signal: AbortSignal
}

/** Posts one signed event; answers the receiver's status, or null when it could not be reached. */
export async function postEvent(target: WebhookTarget, posting: Posting): Promise<number | null> {
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signPayload(posting.body, target.secret, posting.timestampS),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: posting.body,
      redirect: 'manual',
      signal: posting.signal,
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}
