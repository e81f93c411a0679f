import { z } from 'zod'

import { callApi, readAnswer } from '../rest/call-api.ts'
import { type Client, sendRequest } from '../rest/send-request.ts'
import { buyerPerson } from './buyer-person.ts'
import { check } from './check.ts'
import type { DemoCart } from './fill-cart.ts'
import { moneyText } from './money-text.ts'
import type { Stage } from './stage.ts'

const confirmation = z.object({
  confirmed: z.boolean(),
  reason: z.string().nullable(),
  order: z
    .object({
      id: z.string(),
      orderNumber: z.string(),
      paymentStatus: z.string(),
      total: z.int(),
      trackingUrl: z.string(),
    })
    .nullable(),
})

const paid = z.object({ session: z.object({ amount_total: z.int(), payment_status: z.string() }) })

export type PlacedOrder = NonNullable<z.infer<typeof confirmation>['order']>

/** Pays for the cart at the sandbox and confirms; the money must be right to the penny. */
export async function payCart(stage: Stage, buyer: Client, cart: DemoCart): Promise<PlacedOrder> {
  const { tell, copy } = stage
  const { total } = cart.totals
  const session = await openSession(stage, buyer, cart)
  tell('buyer', `is sent to the payment page ${session.url}`)
  const pay = {
    method: 'POST',
    path: `/sandbox/checkout/sessions/${session.id}/pay`,
    body: { outcome: 'succeed' },
  } as const
  const sandbox = { url: copy.sandboxUrl, headers: {} }
  const charged = readAnswer(pay, await sendRequest(sandbox, pay), paid).session
  check(
    charged.payment_status === 'paid' && charged.amount_total === total,
    `The sandbox took ${charged.amount_total} (${charged.payment_status}) for a cart of ${total}.`,
  )
  tell('sandbox', `captured ${moneyText(charged.amount_total, cart.currency)}`)

  const { order, reason } = await callApi(
    buyer,
    {
      method: 'POST',
      path: '/api/v1/storefront/checkout/confirm',
      body: { checkoutSessionId: session.id, cartId: cart.id },
    },
    confirmation,
  )
  check(order !== null, `The paid session ${session.id} became no order: ${reason}.`)
  check(
    order.paymentStatus === 'paid' && order.total === total,
    `Order ${order.orderNumber} is ${order.paymentStatus} over ${order.total}, not paid over ${total}.`,
  )
  tell('buyer', `has order ${order.orderNumber}, paid, ${moneyText(order.total, cart.currency)}`)
  return order
}

async function openSession(
  { copy, runId }: Stage,
  buyer: Client,
  cart: DemoCart,
): Promise<{ readonly id: string; readonly url: string }> {
  const { checkoutSession } = await callApi(
    buyer,
    {
      method: 'POST',
      path: '/api/v1/storefront/checkout/session',
      body: {
        cartId: cart.id,
        customerEmail: buyerPerson(runId).email,
        successUrl: `${copy.apiUrl}/docs`,
        cancelUrl: `${copy.apiUrl}/docs`,
        expectedTotal: cart.totals.total,
      },
      key: `checkout-${runId}`,
    },
    z.object({ checkoutSession: z.object({ id: z.string(), url: z.string() }) }),
  )
  return checkoutSession
}
