import type { Product } from './product.ts'

/** What becomes of the webhooks of something that is done at the sandbox. */
export interface Webhooks {
  readonly copies?: number
  readonly delayMs?: number
  readonly order?: 'normal' | 'reversed'
  readonly drop?: boolean
}

export interface Payment {
  readonly outcome?: 'succeed' | 'decline' | 'abandon' | 'async_succeed' | 'async_fail'
  readonly asyncDelayMs?: number
  readonly webhooks?: Webhooks
}

/** Plays the buyer on the sandbox's payment page; answers the status: 409 when it cannot be paid. */
export async function paySession(
  product: Product,
  sessionId: string,
  payment: Payment = {},
): Promise<number> {
  return await control(product, `checkout/sessions/${sessionId}/pay`, payment)
}

/** Completes the onboarding of a store's account. */
export async function onboardAccount(product: Product, accountId: string): Promise<void> {
  await control(product, `accounts/${accountId}/onboard`, {})
}

/** Makes every answer of the sandbox's API take at least so long. */
export async function slowSandbox(product: Product, ms: number): Promise<void> {
  await control(product, 'latency', { ms })
}

async function control(product: Product, path: string, body: object): Promise<number> {
  const response = await fetch(`${product.sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  await response.arrayBuffer()
  return response.status
}

/** The money an account of the sandbox has taken and given back, in minor units of its only currency. */
export function moneyOf(
  product: Product,
  accountId: string,
): { readonly captured: number; readonly refunded: number; readonly payments: number } {
  const totals = product.sandbox.summary().totals.filter(({ account }) => account === accountId)
  if (totals.length > 1) throw new Error('The account took more than one currency.')
  return totals[0] ?? { captured: 0, refunded: 0, payments: 0 }
}
