import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import { buyerPerson } from './buyer-person.ts'
import { check } from './check.ts'
import { fillCart } from './fill-cart.ts'
import { findMail } from './find-mail.ts'
import { openShopFront } from './open-shop-front.ts'
import { payCart } from './pay-cart.ts'
import { shipOrder } from './ship-order.ts'
import type { Stage } from './stage.ts'

const tracked = z.object({
  fulfilments: z.array(z.object({ trackingNumber: z.string().nullable() })),
})

/**
 * From a new product to a parcel on its way, over REST alone, as an operator and a buyer would do
 * it. Answers what the buyer's tracking page then shows.
 *
 * @throws RestFailure at the first thing that goes wrong.
 */
export async function playMainJob(stage: Stage): Promise<object> {
  const { copy, runId, tell } = stage
  const { email: to } = buyerPerson(runId)
  const shop = await openShopFront(stage)
  const cart = await fillCart(stage, shop)
  const order = await payCart(stage, shop.buyer, cart)
  const confirmation = await findMail(copy.mailboxUrl, { to, words: order.orderNumber })
  tell('mailbox', `“${confirmation}”`)
  const { trackingNumber, trackingToken } = await shipOrder(stage, shop.operator, order)
  tell('mailbox', `“${await findMail(copy.mailboxUrl, { to, words: trackingNumber })}”`)
  const seen = await callApi(
    { url: copy.apiUrl, headers: {} },
    { method: 'GET', path: `/api/v1/public/orders/${trackingToken}/tracking` },
    z.object({ order: z.record(z.string(), z.unknown()) }),
  )
  const parcels = tracked.safeParse(seen.order).data?.fulfilments ?? []
  const isThere = parcels.some((parcel) => parcel.trackingNumber === trackingNumber)
  check(isThere, `The tracking page does not show ${trackingNumber}: ${JSON.stringify(seen)}`)
  tell('buyer', `follows the parcel at ${order.trackingUrl}`)
  return seen.order
}
