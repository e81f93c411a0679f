import type { OrderEmailKind } from '@cartwright/contract/jobs'
import type { MailingStore } from '@cartwright/db/queries/mailing-store'
import type { OrderRow } from '@cartwright/db/queries/order-row'
import { mayAskForRefundAgain } from '@cartwright/domain/orders/refund-request'
import type { RenderedEmail } from '@cartwright/platform/mail/email-template'
import { renderEmail } from '@cartwright/platform/mail/render-email'
import { orderCancelled } from '@cartwright/platform/mail/templates/order-cancelled'
import { orderConfirmation } from '@cartwright/platform/mail/templates/order-confirmation'
import { orderRefunded } from '@cartwright/platform/mail/templates/order-refunded'
import { shippingNotification } from '@cartwright/platform/mail/templates/shipping-notification'

import { confirmationEmail } from './confirmation-email.ts'
import { greetedName, orderMoney } from './email-text.ts'
import { shippingEmail } from './shipping-email.ts'

export interface OrderEmail {
  readonly kind: OrderEmailKind
  readonly subjectId: string
  readonly order: OrderRow
  readonly store: MailingStore
  /** With `{token}`. */
  readonly trackingUrlTemplate: string
  readonly nowMs: number
}

export type ComposedEmail =
  | { readonly kind: 'email'; readonly email: RenderedEmail }
  /** There is nothing to tell, or it is told by another mail. */
  | { readonly kind: 'none' }
  /** What there is to tell is not known yet. */
  | { readonly kind: 'later' }

/** What does this mail say? */
export async function composeOrderEmail(mail: OrderEmail): Promise<ComposedEmail> {
  switch (mail.kind) {
    case 'order_confirmation':
      return composeConfirmation(mail)
    case 'shipping_notification':
      return composeShipping(mail)
    case 'order_refunded':
      return composeRefunded(mail)
    case 'order_cancelled':
      return composeCancelled(mail)
  }
}

function frameOf({ name, supportEmail }: MailingStore) {
  return { storeName: name, supportEmail }
}

async function composeConfirmation(mail: OrderEmail): Promise<ComposedEmail> {
  const { order, store, trackingUrlTemplate } = mail
  const orderUrl = trackingUrlTemplate.replace('{token}', order.trackingToken)
  const data = confirmationEmail(order, { locale: store.locale, orderUrl })
  return email(await renderEmail(orderConfirmation, { ...frameOf(store), ...data }))
}

async function composeShipping({ order, store, subjectId }: OrderEmail): Promise<ComposedEmail> {
  const parcel = order.fulfilments.find(({ id }) => id === subjectId)
  if (parcel === undefined) return { kind: 'none' }
  const data = shippingEmail(order, parcel)
  return email(await renderEmail(shippingNotification, { ...frameOf(store), ...data }))
}

/** The refund of a cancelled order is told with its cancellation. */
async function composeRefunded({ order, store, subjectId }: OrderEmail): Promise<ComposedEmail> {
  const refund = order.refunds.find(({ id }) => id === subjectId)
  if (refund?.status !== 'succeeded' || refund.isOfCancellation) return { kind: 'none' }
  const rendered = await renderEmail(orderRefunded, {
    ...frameOf(store),
    customerName: greetedName(order),
    orderNumber: order.orderNumber,
    amount: orderMoney(order, store.locale)(refund.amount),
    note: refund.reason,
  })
  return email(rendered)
}

/** Waits for the refund to be certain before it is promised, as long as that can take. */
async function composeCancelled({ order, store, nowMs }: OrderEmail): Promise<ComposedEmail> {
  const refund = order.refunds.find(({ isOfCancellation }) => isOfCancellation)
  const requestedAtMs = Date.parse(refund?.createdAt ?? '')
  const isOpen = refund?.status === 'pending' && mayAskForRefundAgain(requestedAtMs, nowMs)
  if (isOpen) return { kind: 'later' }
  const money = orderMoney(order, store.locale)
  const rendered = await renderEmail(orderCancelled, {
    ...frameOf(store),
    customerName: greetedName(order),
    orderNumber: order.orderNumber,
    reason: order.cancelReason,
    refundAmount: refund?.status === 'succeeded' ? money(refund.amount) : null,
  })
  return email(rendered)
}

function email(rendered: RenderedEmail): ComposedEmail {
  return { kind: 'email', email: rendered }
}
