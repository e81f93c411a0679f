import { Stripe } from 'stripe'

import type { WireEvent } from '../present/event.ts'
import type { StripeSandbox, StripeSandboxOptions } from '../start.ts'
import { startStripeSandbox } from '../start.ts'

/** What control routes answer; which parts there are depends on the route. */
export interface ControlBody {
  readonly session: Stripe.Checkout.Session
  readonly account: Stripe.Account
  readonly dispute: Stripe.Dispute
  readonly events: readonly WireEvent[]
  readonly error: { readonly code: string; readonly message: string; readonly param: string }
}

export interface OpenSandbox extends AsyncDisposable {
  readonly sandbox: StripeSandbox
  /** The unmodified SDK, which does not retry unless a test asks for it. */
  readonly stripe: Stripe
  /** Calls a control route; answers the status and the parsed body. */
  readonly control: (
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: ControlBody }>
  /** Makes a connected account that has been onboarded. */
  readonly merchant: () => Promise<string>
  /** Makes an open session of 2 × 999 and 350 shipping, in GBP, on an account. */
  readonly session: (
    account: string,
    extra?: Partial<Stripe.Checkout.SessionCreateParams>,
  ) => Promise<Stripe.Checkout.Session>
}

export async function openSandbox(
  options: Partial<StripeSandboxOptions> = {},
): Promise<OpenSandbox> {
  const sandbox = await startStripeSandbox({ port: 0, ...options })
  const stripe = new Stripe('sk_test_0123456789', {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })
  const control: OpenSandbox['control'] = async (path, body) => {
    const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
      method: 'POST',
      body: JSON.stringify(body ?? {}),
    })
    const answer = (await response.json()) as ControlBody
    return { status: response.status, body: answer }
  }
  return {
    sandbox,
    stripe,
    control,
    merchant: async () => {
      const { id } = await stripe.accounts.create({
        country: 'GB',
        email: 'owner@craft.example',
        business_profile: { name: 'Clay & Co' },
        controller: { stripe_dashboard: { type: 'express' } },
      })
      await control(`accounts/${id}/onboard`, { webhooks: { drop: true } })
      return id
    },
    session: (account, extra = {}) =>
      stripe.checkout.sessions.create({ ...PLAIN_SESSION, ...extra }, { stripeAccount: account }),
    [Symbol.asyncDispose]: () => sandbox.stop(),
  }
}

const PLAIN_SESSION = {
  mode: 'payment',
  success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
  line_items: [
    {
      quantity: 2,
      price_data: {
        currency: 'gbp',
        unit_amount: 999,
        product_data: { name: 'Mug', description: 'Blue glaze' },
      },
    },
  ],
  shipping_options: [
    {
      shipping_rate_data: {
        display_name: 'Royal Mail',
        type: 'fixed_amount',
        fixed_amount: { amount: 350, currency: 'gbp' },
      },
    },
  ],
} as const satisfies Stripe.Checkout.SessionCreateParams
