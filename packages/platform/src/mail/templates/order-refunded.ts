import type { EmailTemplate } from '../email-template.ts'
import type { EmailFrame } from './email-layout.ts'
import { emailLayout, textFooter } from './email-layout.ts'
import { greeting, section, textGreeting } from './email-parts.ts'

export type OrderRefundedEmail = EmailFrame & {
  readonly customerName: string | null
  readonly orderNumber: string
  /** Formatted money. */
  readonly amount: string
  /** The store's words to the buyer; `null` when there are none. */
  readonly note: string | null
}

/** Sent when money goes back, whole or in part. */
export const orderRefunded: EmailTemplate<OrderRefundedEmail> = {
  name: 'order-refunded',
  subject: 'A refund for your {{ storeName }} order {{ orderNumber }}',
  mjml: emailLayout(
    '{{ amount }} is on its way back to you.',
    section(`${greeting}
        <mj-text>We have refunded <b>{{ amount }}</b> of your order <b>{{ orderNumber }}</b>. It goes
          back the way you paid; most banks show it within five to ten working days.</mj-text>
        <mj-raw>{% if note %}</mj-raw>
        <mj-text>{{ note }}</mj-text>
        <mj-raw>{% endif %}</mj-raw>`),
  ),
  text: `${textGreeting}

We have refunded {{ amount }} of your order {{ orderNumber }}. It goes back the way you paid; most banks show it within five to ten working days.
{% if note %}
{{ note }}
{% endif %}
${textFooter}`,
  sample: {
    storeName: 'Clay & Co',
    supportEmail: null,
    customerName: 'Ada',
    orderNumber: 'CC-2026-20288C',
    amount: '£19.99',
    note: 'Sorry about the chipped mug.',
  },
}
