import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { chargeStep } from './charge-step.ts'
import { CURRENCIES } from './currency.ts'
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts'

test.each([
  [1999, 'GBP', 1999],
  [500, 'JPY', 500],
  [5, 'UGX', 500],
  [5, 'ISK', 500],
  [1230, 'KWD', 1230],
  [0, 'EUR', 0],
] as const)('%d %s is sent as %d', (amount, currency, sent) => {
  expect(toStripeAmount(amount, currency)).toEqual({ ok: true, value: sent })
  expect(fromStripeAmount(sent, currency)).toEqual({ ok: true, value: amount })
})

test.each([
  [1234, 'KWD'],
  [-1, 'GBP'],
  [0.5, 'GBP'],
  [Number.MAX_SAFE_INTEGER, 'UGX'],
] as const)('%d %s cannot be charged', (amount, currency) => {
  expect(toStripeAmount(amount, currency)).toEqual({
    ok: false,
    error: { code: 'amount_not_chargeable', details: { amount, currency } },
  })
})

test('a UGX amount with a fraction cannot have come from Stripe', () => {
  expect(fromStripeAmount(550, 'UGX').ok).toBe(false)
})

test('every chargeable amount of every currency survives the way there and back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CURRENCIES), fc.nat({ max: 1e9 }), (currency, n) => {
      const amount = n * chargeStep(currency)
      const sent = toStripeAmount(amount, currency)
      expect(sent.ok && fromStripeAmount(sent.value, currency)).toEqual({ ok: true, value: amount })
    }),
  )
})
