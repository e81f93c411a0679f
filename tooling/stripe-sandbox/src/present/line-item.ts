import type { Stripe } from 'stripe'

import type { LineRecord, SessionRecord } from '../state/records.ts'
import { lineTotal } from './session-totals.ts'

/** On the wire a decimal amount is text; only the SDK turns it into a Decimal. */
type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice }

/** One line of a session as Stripe lists it; its description is the product's name. */
export function presentLineItem(session: SessionRecord, line: LineRecord): WireLineItem {
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: lineTotal(line),
    amount_tax: 0,
    amount_total: lineTotal(line),
    currency: session.currency,
    description: line.name,
    metadata: null,
    price: presentPrice(session, line),
    quantity: line.quantity,
  }
}

function presentPrice(session: SessionRecord, line: LineRecord): WirePrice {
  return {
    id: line.priceId,
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: session.created,
    currency: session.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: line.productId,
    recurring: null,
    tax_behavior: line.taxBehaviour,
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: line.unitAmount,
    unit_amount_decimal: String(line.unitAmount),
  }
}
