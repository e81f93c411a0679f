import { expect, test } from 'vitest'

import { checkMessage, isEmailAddress } from './check-message.ts'
import type { EmailMessage } from './mailer.ts'

test.each(['a@b.example', 'first.last+tag@sub.example', 'jürgen@müller.example', "o'brien@x.ie"])(
  '%s is an address',
  (address) => {
    expect(isEmailAddress(address)).toBe(true)
  },
)

test.each([
  '',
  'a',
  '@b.example',
  'a@',
  'a@b@c',
  'a b@c.example',
  'a@b.example, c@d.example',
  'a@b.example\nBcc: c@d.example',
  '<a@b.example>',
  '"a"@b.example',
  `${'x'.repeat(65)}@b.example`,
  `a@${'x'.repeat(254)}`,
])('%j is not', (address) => {
  expect(isEmailAddress(address)).toBe(false)
})

const message: EmailMessage = {
  from: { name: 'Clay & Co', address: 'shop@clay.example' },
  to: { name: null, address: 'buyer@example.com' },
  subject: 'Your order',
  html: '<p>Hi</p>',
  text: 'Hi',
  headers: { 'List-Unsubscribe': '<https://x.example/u/1>' },
  messageId: '<order-1@clay.example>',
}

test('a plain message passes', () => {
  expect(() => checkMessage(message)).not.toThrow()
})

test.each([
  ['sender', { from: { name: null, address: 'nobody' } }],
  ['recipient', { to: { name: null, address: 'a@b.example, c@d.example' } }],
  ['reply address', { replyTo: { name: null, address: '' } }],
  ['subject', { subject: 'x\r\nBcc: all@example.com' }],
  ['message id', { messageId: 'order-1' }],
  ['message id', { messageId: '<a@b>\r\nX: y' }],
  ['header', { headers: { 'X-A': 'b\nBcc: c' } }],
  ['header', { headers: { 'X A': 'b' } }],
  ['header', { headers: { 'Bcc: x\r\nY': 'b' } }],
])('an unusable %s is refused: %o', (what, change) => {
  expect(() => checkMessage({ ...message, ...change })).toThrow(what)
})
