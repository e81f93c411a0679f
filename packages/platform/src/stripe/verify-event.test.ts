import { Stripe } from 'stripe'
import { expect, test } from 'vitest'

import { verifyEvent } from './verify-event.ts'

const now = 1_767_323_045_000
const payload = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  account: 'acct_1',
  created: 1_767_323_000,
  livemode: false,
  data: { object: { id: 'cs_1', amount_total: 1999 } },
})
const signed = (secret: string, body = payload): string =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: now / 1000 })

const verify = (input: { signature?: string; body?: string; secrets?: string[] }) =>
  verifyEvent({
    rawBody: Buffer.from(input.body ?? payload),
    signature: input.signature,
    secrets: input.secrets ?? ['whsec_1'],
    now,
  })

test('an event signed by the SDK is accepted', () => {
  expect(verify({ signature: signed('whsec_1') })).toEqual({
    id: 'evt_1',
    type: 'checkout.session.completed',
    account: 'acct_1',
    created: 1_767_323_000_000,
    livemode: false,
    object: { id: 'cs_1', amount_total: 1999 },
  })
})

test('either secret is accepted during a rotation', () => {
  const signature = signed('whsec_2')
  expect(verify({ signature, secrets: ['whsec_1', 'whsec_2'] })?.id).toBe('evt_1')
})

test('no signature, another secret and another body are refused', () => {
  expect(verify({})).toBeNull()
  expect(verify({ signature: signed('whsec_other') })).toBeNull()
  expect(verify({ signature: signed('whsec_1'), body: `${payload}\n` })).toBeNull()
})

test.each(['', 'not json', '[]', '{"id":"evt_1"}', '{"id":1,"type":2}'])(
  'a signed body that is no event is refused: %j',
  (body) => {
    expect(verify({ signature: signed('whsec_1', body), body })).toBeNull()
  },
)

test("the platform's own events have no account", () => {
  const body = payload.replace('"account":"acct_1",', '')
  expect(verify({ signature: signed('whsec_1', body), body })?.account).toBeNull()
})
