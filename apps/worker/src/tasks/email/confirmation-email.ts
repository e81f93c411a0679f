import type { OrderRow } from '@cartwright/db/queries/order-row'
import type { EmailTotal } from '@cartwright/platform/mail/templates/email-parts'
import type { OrderConfirmationEmail } from '@cartwright/platform/mail/templates/order-confirmation'

import { addressRows, chosenVariant, greetedName, orderMoney } from './email-text.ts'

export interface ConfirmationTerms {
  readonly locale: string
  readonly orderUrl: string
}

/** What the confirmation of an order says, apart from the store's frame. */
export function confirmationEmail(
  order: OrderRow,
  { locale, orderUrl }: ConfirmationTerms,
): Omit<OrderConfirmationEmail, 'storeName' | 'supportEmail'> {
  const money = orderMoney(order, locale)
  return {
    customerName: greetedName(order),
    orderNumber: order.orderNumber,
    lines: order.lines.map(({ title, variantTitle, quantity, subtotal }) => {
      return { title, variant: chosenVariant(variantTitle), quantity, amount: money(subtotal) }
    }),
    totals: totalRows(order, money),
    shippingAddress: addressRows(order.shippingAddress),
    orderUrl,
  }
}

/** From the subtotal to the total, so that a reader can add it up. Tax that prices contain is no
 *  part of that sum, so it is named beside the total. */
function totalRows(order: OrderRow, money: (amount: number) => string): EmailTotal[] {
  const discount = order.itemDiscount + order.orderDiscount
  const rows = [
    { label: 'Subtotal', amount: order.subtotal, isShown: true },
    { label: 'Discount', amount: 0 - discount, isShown: discount > 0 },
    { label: 'Shipping', amount: order.shipping, isShown: order.shippingMethod !== null },
    {
      label: 'Shipping discount',
      amount: 0 - order.shippingDiscount,
      isShown: order.shippingDiscount > 0,
    },
    { label: 'Tax', amount: order.tax, isShown: !order.taxIncluded && order.tax > 0 },
  ]
  const total =
    order.taxIncluded && order.tax > 0 ? `Total (includes ${money(order.tax)} tax)` : 'Total'
  return [
    ...rows
      .filter(({ isShown }) => isShown)
      .map(({ label, amount }) => ({ label, amount: money(amount) })),
    { label: total, amount: money(order.total) },
  ]
}
