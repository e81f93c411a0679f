import { isCurrency } from '@cartwright/domain/money/currency'
import { formatMoney } from '@cartwright/domain/money/format-money'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'

export interface OrderParts {
  readonly orderId: string
  readonly session: CheckoutSessionRow
  readonly customerId: string
  readonly providerSessionId: string
  /** The payment intent; null when nothing had to be paid. */
  readonly paymentReference: string | null
  /** Variants whose stock now belongs to the order. */
  readonly allocated: ReadonlySet<string>
  readonly newId: () => string
  readonly now: Date
}

/** Writes the lines of an order as they were frozen. */
export async function insertOrderLines(trx: Transaction, parts: OrderParts): Promise<void> {
  const { session, orderId, newId, allocated } = parts
  const rows = session.draft.lines.map(
    ({ cartItemId: _cartItemId, allocations: _shares, ...line }) => ({
      ...line,
      id: newId(),
      stockTracked: allocated.has(line.variantId),
    }),
  )
  await sql`
    insert into order_lines (
      store_id, order_id, id, position, variant_id, product_id, title, variant_title, sku,
      image_url, quantity, unit_price, subtotal, discount, tax, total, stock_tracked,
      personalisation
    )
    select ${session.storeId}, ${orderId}, "id", "position", "variantId", "productId", "title",
      "variantTitle", "sku", "imageUrl", "quantity", "unitPrice", "subtotal", "discount", "tax",
      "total", "stockTracked", "personalisation"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (
      "id" uuid, "position" int, "variantId" uuid, "productId" uuid, "title" text,
      "variantTitle" text, "sku" text, "imageUrl" text, "quantity" int, "unitPrice" bigint,
      "subtotal" bigint, "discount" bigint, "tax" bigint, "total" bigint, "stockTracked" boolean,
      "personalisation" jsonb
    )
  `.execute(trx)
}

/** Writes how an order was paid, which discounts it used, and how its story begins. */
export async function insertOrderPayment(trx: Transaction, parts: OrderParts): Promise<void> {
  const { session, orderId, customerId, newId, now } = parts
  const { storeId, draft } = session
  const events = storyOf(parts).map((event) => ({ ...event, id: newId() }))
  await sql`
    with payment as (
      insert into payments (
        store_id, id, order_id, provider, account_id, provider_session_id, reference, amount,
        currency, status, created_at
      ) values (
        ${storeId}, ${newId()}, ${orderId}, 'stripe', ${session.accountId},
        ${parts.providerSessionId}, ${parts.paymentReference}, ${session.amountTotal},
        ${session.currency}, 'paid', ${now}
      )
    ), redemption as (
      insert into discount_redemptions (
        store_id, order_id, discount_id, customer_id, amount, created_at
      )
      select ${storeId}, ${orderId}, id, ${customerId}, amount, ${now}
        from unnest(
          ${draft.discounts.map((one) => one.discountId)}::uuid[],
          ${draft.discounts.map((one) => one.amount)}::bigint[]
        ) as used (id, amount)
    )
    insert into order_events (store_id, order_id, id, type, message, actor, created_at)
    select ${storeId}, ${orderId}, id, type, message, actor, ${now}
      from unnest(
        ${events.map((event) => event.id)}::uuid[],
        ${events.map((event) => event.type)}::text[],
        ${events.map((event) => event.message)}::text[],
        ${events.map((event) => event.actor)}::text[]
      ) as event (id, type, message, actor)
  `.execute(trx)
}

function storyOf({ session, paymentReference }: OrderParts) {
  const { currency, amountTotal } = session
  const placed = { type: 'placed', message: 'Order placed', actor: 'customer' }
  if (paymentReference === null || !isCurrency(currency)) return [placed]
  const message = `Payment of ${formatMoney(amountTotal, currency, 'en-GB')} received`
  return [placed, { type: 'paid', message, actor: 'stripe' }]
}
