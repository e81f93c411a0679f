import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import type { Client } from '../rest/send-request.ts'
import { check } from './check.ts'
import type { PlacedOrder } from './pay-cart.ts'
import type { Stage } from './stage.ts'

const order = z.object({
  order: z.object({
    orderNumber: z.string(),
    fulfilmentStatus: z.string(),
    trackingToken: z.string(),
    lines: z.array(z.object({ id: z.string(), title: z.string(), quantity: z.int() })),
  }),
})

export type Shipment = {
  readonly trackingNumber: string
  /** What the buyer's tracking page is reached by. */
  readonly trackingToken: string
}

/** The operator finds the new order among the newest, packs it and sends it off. */
export async function shipOrder(
  { runId, tell }: Stage,
  operator: Client,
  { id, orderNumber }: PlacedOrder,
): Promise<Shipment> {
  const path = '/api/v1/admin/orders'
  const { orders } = await callApi(
    operator,
    { method: 'GET', path: `${path}?q=${orderNumber}` },
    z.object({ orders: z.array(z.object({ id: z.string() })) }),
  )
  check(
    orders.some((one) => one.id === id),
    `The operator does not find order ${orderNumber}.`,
  )
  tell('operator', `finds order ${orderNumber} and packs it`)
  const trackingNumber = `RM${runId.toUpperCase()}GB`
  const body = { carrier: 'Royal Mail', trackingNumber }
  const ship = { method: 'POST', path: `${path}/${id}/fulfilments`, body } as const
  await callApi(operator, ship, z.unknown())
  const shipped = (await callApi(operator, { method: 'GET', path: `${path}/${id}` }, order)).order
  check(
    shipped.fulfilmentStatus === 'fulfilled',
    `Order ${orderNumber} was shipped, but is ${shipped.fulfilmentStatus}.`,
  )
  tell('operator', `ships it with Royal Mail, ${trackingNumber}`)
  return { trackingNumber, trackingToken: shipped.trackingToken }
}
