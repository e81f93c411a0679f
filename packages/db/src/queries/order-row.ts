import type { FulfilmentStatus, OrderStatus, PaymentStatus } from '@cartwright/domain/orders/states'
import { type RawBuilder, sql } from 'kysely'

import type {
  Address,
  AppliedDiscount,
  ChosenShippingMethod,
  RefundLine,
  TaxLine,
} from '../json-columns.ts'
import { CANCELLATION_PREFIX } from './refunds.ts'

/** An order with everything that belongs to it. Moments inside of lists are text, as JSON has it. */
export interface OrderRow {
  readonly id: string
  readonly orderNumber: string
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly fulfilmentStatus: FulfilmentStatus
  readonly currency: string
  readonly subtotal: number
  readonly itemDiscount: number
  readonly orderDiscount: number
  readonly shipping: number
  readonly shippingDiscount: number
  readonly tax: number
  readonly total: number
  readonly taxIncluded: boolean
  readonly taxLines: readonly TaxLine[]
  readonly discounts: readonly AppliedDiscount[]
  readonly email: string
  readonly shippingAddress: Address | null
  readonly billingAddress: Address | null
  readonly shippingMethod: ChosenShippingMethod | null
  readonly cancelReason: string | null
  readonly trackingToken: string
  readonly version: number
  readonly placedAt: Date
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly customer: OrderCustomer
  readonly lines: readonly OrderRowLine[]
  readonly payments: readonly OrderRowPayment[]
  readonly refunds: readonly OrderRowRefund[]
  readonly fulfilments: readonly OrderRowFulfilment[]
  readonly events: readonly OrderRowEvent[]
}

export interface OrderCustomer {
  readonly id: string
  readonly firstName: string | null
  readonly lastName: string | null
}

export interface OrderRowLine {
  readonly id: string
  readonly variantId: string
  readonly productId: string
  readonly title: string
  readonly variantTitle: string
  readonly sku: string
  readonly imageUrl: string | null
  readonly quantity: number
  readonly unitPrice: number
  readonly subtotal: number
  readonly discount: number
  readonly tax: number
  readonly total: number
  readonly fulfilledQuantity: number
  readonly refundedQuantity: number
  readonly cancelledQuantity: number
  readonly personalisation: unknown
}

export interface OrderRowPayment {
  readonly id: string
  readonly provider: string
  readonly reference: string | null
  readonly amount: number
  readonly status: PaymentStatus
  readonly createdAt: string
}

export interface OrderRowRefund {
  readonly id: string
  readonly amount: number
  readonly reason: string
  readonly lines: readonly RefundLine[]
  readonly restock: boolean
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly failure: string | null
  /** It belongs to the cancellation of the order. */
  readonly isOfCancellation: boolean
  readonly createdAt: string
}

export interface OrderRowFulfilment {
  readonly id: string
  readonly status: 'shipped' | 'delivered' | 'cancelled'
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
  readonly shippedAt: string
  readonly deliveredAt: string | null
}

export interface OrderRowEvent {
  readonly type: string
  readonly message: string
  readonly actor: string
  readonly createdAt: string
}

const lines = sql`
  select coalesce(json_agg(json_build_object(
    'id', l.id, 'variantId', l.variant_id, 'productId', l.product_id, 'title', l.title,
    'variantTitle', l.variant_title, 'sku', l.sku, 'imageUrl', l.image_url,
    'quantity', l.quantity, 'unitPrice', l.unit_price, 'subtotal', l.subtotal,
    'discount', l.discount, 'tax', l.tax, 'total', l.total,
    'fulfilledQuantity', l.fulfilled_quantity, 'refundedQuantity', l.refunded_quantity,
    'cancelledQuantity', l.cancelled_quantity, 'personalisation', l.personalisation
  ) order by l.position, l.id), '[]'::json)
    from order_lines l where l.store_id = o.store_id and l.order_id = o.id`

const payments = sql`
  select coalesce(json_agg(json_build_object(
    'id', p.id, 'provider', p.provider, 'reference', p.reference, 'amount', p.amount,
    'status', p.status, 'createdAt', p.created_at
  ) order by p.created_at, p.id), '[]'::json)
    from payments p where p.store_id = o.store_id and p.order_id = o.id`

const refunds = sql`
  select coalesce(json_agg(json_build_object(
    'id', r.id, 'amount', r.amount, 'reason', r.reason, 'lines', r.lines, 'restock', r.restock,
    'status', r.status, 'failure', r.failure, 'createdAt', r.created_at,
    'isOfCancellation', r.operation_key = ${sql.lit(CANCELLATION_PREFIX)} || o.id
  ) order by r.created_at, r.id), '[]'::json)
    from refunds r where r.store_id = o.store_id and r.order_id = o.id`

const fulfilments = sql`
  select coalesce(json_agg(json_build_object(
    'id', f.id, 'status', f.status, 'carrier', f.carrier, 'trackingNumber', f.tracking_number,
    'trackingUrl', f.tracking_url, 'shippedAt', f.shipped_at, 'deliveredAt', f.delivered_at,
    'lines', (
      select coalesce(json_agg(json_build_object(
        'orderLineId', fl.order_line_id, 'quantity', fl.quantity
      ) order by fl.order_line_id), '[]'::json)
        from fulfilment_lines fl where fl.store_id = f.store_id and fl.fulfilment_id = f.id
    )
  ) order by f.shipped_at, f.id), '[]'::json)
    from fulfilments f where f.store_id = o.store_id and f.order_id = o.id`

const events = sql`
  select coalesce(json_agg(json_build_object(
    'type', e.type, 'message', e.message, 'actor', e.actor, 'createdAt', e.created_at
  ) order by e.id), '[]'::json)
    from order_events e where e.store_id = o.store_id and e.order_id = o.id`

const customer = sql`
  select json_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name)
    from customers c where c.store_id = o.store_id and c.id = o.customer_id`

/** The columns of an `OrderRow`, where `o` is the order. */
export const orderColumns: RawBuilder<OrderRow> = sql`
  o.id, o.order_number, o.status, o.payment_status, o.fulfilment_status, o.currency, o.subtotal,
  o.item_discount, o.order_discount, o.shipping, o.shipping_discount, o.tax, o.total,
  o.tax_included, o.tax_lines, o.discounts, o.email, o.shipping_address, o.billing_address,
  o.shipping_method, o.cancel_reason, o.tracking_token, o.version, o.placed_at, o.created_at,
  o.updated_at, (${customer}) as customer, (${lines}) as lines, (${payments}) as payments,
  (${refunds}) as refunds, (${fulfilments}) as fulfilments, (${events}) as events`
