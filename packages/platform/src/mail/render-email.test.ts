import { expect, test } from 'vitest'

import type { EmailTemplate } from './email-template.ts'
import { EmailTemplateError, renderEmail } from './render-email.ts'
import { orderCancelled } from './templates/order-cancelled.ts'
import { orderConfirmation } from './templates/order-confirmation.ts'
import { orderRefunded } from './templates/order-refunded.ts'
import { passwordReset } from './templates/password-reset.ts'
import { shippingNotification } from './templates/shipping-notification.ts'

type AnyEmail = { readonly name: string; readonly render: () => ReturnType<typeof renderEmail> }

const emailOf = <Data extends object>(template: EmailTemplate<Data>): AnyEmail => ({
  name: template.name,
  render: () => renderEmail(template, template.sample),
})

const emails = [
  emailOf(orderConfirmation),
  emailOf(shippingNotification),
  emailOf(orderRefunded),
  emailOf(orderCancelled),
  emailOf(passwordReset),
]

test.each(emails)('$name renders whole, fetches nothing and leaves no Liquid', async (email) => {
  const { subject, html, text } = await email.render()
  expect(subject).not.toBe('')
  expect(html).toMatch(/^<!doctype html>/i)
  expect(html.trimEnd()).toMatch(/<\/html>$/)
  for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|\{%|undefined|null\b/)
  expect(html).not.toMatch(/<script|<link|@import|<img/i)
  expect(text).not.toMatch(/<[a-z/]|&amp;|\n\n\n/)
})

const tiny = (
  parts: Partial<EmailTemplate<{ value: string }>>,
): EmailTemplate<{ value: string }> => ({
  name: 'tiny',
  subject: 'x',
  mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section></mj-body></mjml>',
  text: 'x',
  sample: { value: 'x' },
  ...parts,
})

const withText = (content: string) =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>${content}</mj-text></mj-column></mj-section></mj-body></mjml>`

test('an order confirmation holds lines, totals, address and link, in both parts', async () => {
  const { subject, html, text } = await renderEmail(orderConfirmation, orderConfirmation.sample)
  expect(subject).toBe('Your Clay & Co order CC-2026-20288C')
  for (const part of [html, text]) {
    for (const expected of [
      'CC-2026-20288C',
      'Stoneware mug',
      'Blue',
      '£39.98',
      '£45.98',
      'SW1Y 4JH',
    ]) {
      expect(part).toContain(expected)
    }
    expect(part).toContain('https://clay.example/orders/CC-2026-20288C')
  }
  expect(html).toContain('Clay &amp; Co')
  expect(text).toContain('2 x Stoneware mug (Blue)  £39.98\n1 x Sponge  £2.50\n')
  expect(text).toContain('Hello Ada,')
})

test('what is missing leaves no empty frame', async () => {
  const { html, text } = await renderEmail(shippingNotification, {
    ...shippingNotification.sample,
    customerName: null,
    carrier: null,
    trackingNumber: null,
    trackingUrl: null,
    shippingAddress: [],
    supportEmail: null,
  })
  for (const part of [html, text]) {
    expect(part).not.toMatch(/Tracking number|Track your parcel|Delivery address|Questions/)
    expect(part).toContain('Hello,')
  }
})

test('values are escaped in HTML and left alone in text', async () => {
  const attack = '<script>alert(1)</script>"\'&{{ 7 | times: 6 }}'
  const { html, text } = await renderEmail(orderRefunded, { ...orderRefunded.sample, note: attack })
  expect(html).not.toContain('<script>')
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toContain('42')
  expect(text).toContain(attack)
})

test('a subject stays one line', async () => {
  const storeName = 'Clay\r\nBcc: all@example.com'
  const { subject } = await renderEmail(orderRefunded, { ...orderRefunded.sample, storeName })
  expect(subject).toBe('A refund for your Clay Bcc: all@example.com order CC-2026-20288C')
})

test.each(['javascript:alert(1)', 'data:text/html,x', '/relative', '', 'https:'])(
  'the link %j is refused',
  async (resetUrl) => {
    await expect(
      renderEmail(passwordReset, { ...passwordReset.sample, resetUrl }),
    ).rejects.toBeInstanceOf(EmailTemplateError)
  },
)

test('a link keeps its parameters', async () => {
  const { html, text } = await renderEmail(passwordReset, passwordReset.sample)
  expect(html).toContain('href="https://console.example/reset?code=abc&amp;next=1"')
  expect(text).toContain('https://console.example/reset?code=abc&next=1')
})

test.each([
  ['an unknown name', tiny({ text: '{{ other }}' })],
  ['an unknown filter', tiny({ text: '{{ value | shout }}' })],
  ['an unknown tag', tiny({ text: '{% shout %}' })],
  ['an unclosed tag', tiny({ mjml: withText('{% if value %}') })],
  ['a file', tiny({ text: "{% include '/etc/passwd' %}" })],
  ['a file to render', tiny({ text: "{% render 'package.json' %}" })],
  ['a layout', tiny({ text: "{% layout 'package.json' %}" })],
  ['endless work', tiny({ text: '{% for a in (1..100000000) %}x{% endfor %}' })],
  ['a prototype', tiny({ text: '{{ value.constructor.name }}' })],
  ['broken MJML', tiny({ mjml: '<mjml><mj-body><mj-nothing /></mj-body></mjml>' })],
])('%s is refused', async (_name, template) => {
  await expect(renderEmail(template, { value: 'v' })).rejects.toThrow('E-mail template tiny')
})

test('a file named in MJML is not read', async () => {
  const mjml = '<mjml><mj-body><mj-include path="/etc/passwd" type="html" /></mj-body></mjml>'
  const html = await renderEmail(tiny({ mjml }), { value: 'v' }).then(
    (email) => email.html,
    () => '',
  )
  expect(html).not.toContain('root:')
})

test('a template is compiled once', async () => {
  const template = tiny({ mjml: withText('{{ value }}') })
  await renderEmail(template, { value: 'first' })
  const startedAt = performance.now()
  for (let count = 0; count < 100; count += 1) {
    const { html } = await renderEmail(template, { value: `v${count}` })
    expect(html).toContain(`v${count}`)
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
