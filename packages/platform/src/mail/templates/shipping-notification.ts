import type { EmailTemplate } from '../email-template.ts'
import type { EmailFrame } from './email-layout.ts'
import { emailLayout, textFooter } from './email-layout.ts'
import type { EmailLine } from './email-parts.ts'
import {
  addressBlock,
  greeting,
  parcelTable,
  section,
  textAddress,
  textGreeting,
  textParcel,
} from './email-parts.ts'

export type ShippingNotificationEmail = EmailFrame & {
  readonly customerName: string | null
  readonly orderNumber: string
  readonly lines: readonly Omit<EmailLine, 'amount'>[]
  readonly shippingAddress: readonly string[]
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
}

/** Sent for each parcel that leaves. */
export const shippingNotification: EmailTemplate<ShippingNotificationEmail> = {
  name: 'shipping-notification',
  subject: 'Your {{ storeName }} order {{ orderNumber }} is on its way',
  mjml: emailLayout(
    'Order {{ orderNumber }} is on its way.',
    section(`${greeting}
        <mj-text>Your order <b>{{ orderNumber }}</b> is on its way{% if carrier %} with
          {{ carrier }}{% endif %}.{% if trackingNumber %}<br />Tracking number:
          <b>{{ trackingNumber }}</b>{% endif %}</mj-text>
        <mj-raw>{% if trackingUrl %}</mj-raw>
        <mj-button href="{{ trackingUrl | web_url }}">Track your parcel</mj-button>
        <mj-raw>{% endif %}</mj-raw>
${parcelTable}
${addressBlock}`),
  ),
  text: `${textGreeting}

Your order {{ orderNumber }} is on its way{% if carrier %} with {{ carrier }}{% endif %}.
{% if trackingNumber %}Tracking number: {{ trackingNumber }}
{% endif %}{% if trackingUrl %}Track your parcel: {{ trackingUrl | web_url }}{% endif %}

${textParcel}
${textAddress}
${textFooter}`,
  sample: {
    storeName: 'Clay & Co',
    supportEmail: 'hello@clay.example',
    customerName: 'Ada',
    orderNumber: 'CC-2026-20288C',
    lines: [{ title: 'Stoneware mug', variant: 'Blue', quantity: 2 }],
    shippingAddress: ['Ada Lovelace', '12 St James’s Square', 'London', 'SW1Y 4JH', 'GB'],
    carrier: 'Royal Mail',
    trackingNumber: 'RM123456785GB',
    trackingUrl: 'https://track.example/RM123456785GB',
  },
}
