import type { EmailTemplate } from '../email-template.ts'
import type { EmailFrame } from './email-layout.ts'
import { emailLayout, textFooter } from './email-layout.ts'
import { greeting, section, textGreeting } from './email-parts.ts'

export type OrderCancelledEmail = EmailFrame & {
  readonly customerName: string | null
  readonly orderNumber: string
  /** A sentence for the buyer; `null` when the store gives none. */
  readonly reason: string | null
  /** Formatted money; `null` when nothing had been paid. */
  readonly refundAmount: string | null
}

/** Sent when an order ends without being delivered, for example because stock ran out. */
export const orderCancelled: EmailTemplate<OrderCancelledEmail> = {
  name: 'order-cancelled',
  subject: 'Your {{ storeName }} order {{ orderNumber }} was cancelled',
  mjml: emailLayout(
    'Order {{ orderNumber }} was cancelled.',
    section(`${greeting}
        <mj-text>Your order <b>{{ orderNumber }}</b> was cancelled.{% if reason %}
          {{ reason }}{% endif %}</mj-text>
        <mj-raw>{% if refundAmount %}</mj-raw>
        <mj-text>We have refunded <b>{{ refundAmount }}</b>. It goes back the way you paid; most banks
          show it within five to ten working days.</mj-text>
        <mj-raw>{% endif %}</mj-raw>`),
  ),
  text: `${textGreeting}

Your order {{ orderNumber }} was cancelled.{% if reason %} {{ reason }}{% endif %}
{% if refundAmount %}
We have refunded {{ refundAmount }}. It goes back the way you paid; most banks show it within five to ten working days.
{% endif %}
${textFooter}`,
  sample: {
    storeName: 'Clay & Co',
    supportEmail: 'hello@clay.example',
    customerName: null,
    orderNumber: 'CC-2026-20288C',
    reason: 'The last one was sold while you were paying.',
    refundAmount: '£45.98',
  },
}
