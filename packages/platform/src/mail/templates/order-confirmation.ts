import type { EmailTemplate } from '../email-template.ts'
import type { EmailFrame } from './email-layout.ts'
import { emailLayout, textFooter } from './email-layout.ts'
import type { EmailLine, EmailTotal } from './email-parts.ts'
import {
  addressBlock,
  greeting,
  lineTable,
  section,
  textAddress,
  textGreeting,
  textLines,
} from './email-parts.ts'

export type OrderConfirmationEmail = EmailFrame & {
  readonly customerName: string | null
  readonly orderNumber: string
  readonly lines: readonly EmailLine[]
  /** In reading order; the last row is the grand total. */
  readonly totals: readonly EmailTotal[]
  /** One row each, name first; empty when nothing is shipped. */
  readonly shippingAddress: readonly string[]
  /** The page where the buyer follows the order; `null` when the store has none. */
  readonly orderUrl: string | null
}

/** Sent once, when an order is paid. */
export const orderConfirmation: EmailTemplate<OrderConfirmationEmail> = {
  name: 'order-confirmation',
  subject: 'Your {{ storeName }} order {{ orderNumber }}',
  mjml: emailLayout(
    'Thank you for your order {{ orderNumber }}.',
    section(`${greeting}
        <mj-text>Thank you for your order <b>{{ orderNumber }}</b>. We have received your payment
          and will write again when the parcel is on its way.</mj-text>
${lineTable}
${addressBlock}
        <mj-raw>{% if orderUrl %}</mj-raw>
        <mj-button href="{{ orderUrl | web_url }}">Follow your order</mj-button>
        <mj-raw>{% endif %}</mj-raw>`),
  ),
  text: `${textGreeting}

Thank you for your order {{ orderNumber }}. We have received your payment and will write again when the parcel is on its way.

${textLines}
${textAddress}
{% if orderUrl %}Follow your order: {{ orderUrl | web_url }}{% endif %}
${textFooter}`,
  sample: {
    storeName: 'Clay & Co',
    supportEmail: 'hello@clay.example',
    customerName: 'Ada',
    orderNumber: 'CC-2026-20288C',
    lines: [
      { title: 'Stoneware mug', variant: 'Blue', quantity: 2, amount: '£39.98' },
      { title: 'Sponge', variant: null, quantity: 1, amount: '£2.50' },
    ],
    totals: [
      { label: 'Subtotal', amount: '£42.48' },
      { label: 'Shipping', amount: '£3.50' },
      { label: 'Total', amount: '£45.98' },
    ],
    shippingAddress: ['Ada Lovelace', '12 St James’s Square', 'London', 'SW1Y 4JH', 'GB'],
    orderUrl: 'https://clay.example/orders/CC-2026-20288C',
  },
}
