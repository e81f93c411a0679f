import type {
  fulfilment as fulfilmentSchema,
  order as orderSchema,
  refund as refundSchema,
} from '@cartwright/contract/resources/order'
import type {
  OrderRow,
  OrderRowFulfilment,
  OrderRowLine,
  OrderRowRefund,
} from '@cartwright/db/queries/order-row'
import type { z } from 'zod'

type OrderResource = z.input<typeof orderSchema>

/** The order as operators see it. `trackingUrlTemplate` names the buyer's page, with `{token}`. */
export function orderResource(row: OrderRow, trackingUrlTemplate: string): OrderResource {
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfilmentStatus: row.fulfilmentStatus,
    currency: row.currency,
    taxIncluded: row.taxIncluded,
    shippingAddress: row.shippingAddress,
    billingAddress: row.billingAddress,
    shippingMethod: row.shippingMethod,
    cancelReason: row.cancelReason,
    version: row.version,
    totals: totalsOf(row),
    taxLines: [...row.taxLines],
    discounts: [...row.discounts],
    lines: row.lines.map(lineResource),
    customer: { ...row.customer, email: row.email },
    payments: row.payments.map((one) => ({ ...one, createdAt: moment(one.createdAt) })),
    refunds: row.refunds.map((one) => refundResource(one, row.currency)),
    fulfilments: row.fulfilments.map(fulfilmentResource),
    timeline: row.events.map(({ createdAt, ...event }) => ({ ...event, at: moment(createdAt) })),
    trackingToken: row.trackingToken,
    trackingUrl: trackingUrlTemplate.replace('{token}', row.trackingToken),
    placedAt: row.placedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function totalsOf(row: OrderRow): OrderResource['totals'] {
  const { subtotal, itemDiscount, orderDiscount, shipping, shippingDiscount, tax, total } = row
  return { subtotal, itemDiscount, orderDiscount, shipping, shippingDiscount, tax, total }
}

function lineResource(line: OrderRowLine): OrderResource['lines'][number] {
  const { personalisation } = line
  return { ...line, personalisation: isRecord(personalisation) ? personalisation : null }
}

export function refundResource(
  refund: OrderRowRefund,
  currency: string,
): z.input<typeof refundSchema> {
  const lines = [...refund.lines]
  return { ...refund, currency, lines, createdAt: moment(refund.createdAt) }
}

export function fulfilmentResource(parcel: OrderRowFulfilment): z.input<typeof fulfilmentSchema> {
  const { deliveredAt } = parcel
  return {
    ...parcel,
    lines: [...parcel.lines],
    shippedAt: moment(parcel.shippedAt),
    deliveredAt: deliveredAt === null ? null : moment(deliveredAt),
  }
}

/** A moment as PostgreSQL writes it into JSON, as the contract writes it. */
function moment(text: string): string {
  return new Date(text).toISOString()
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
