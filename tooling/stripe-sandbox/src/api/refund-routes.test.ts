import { expect, test } from 'vitest'

import { idOf } from '../testing/id-of.ts'
import type { OpenSandbox } from '../testing/open-sandbox.ts'
import { openSandbox } from '../testing/open-sandbox.ts'

async function paid(open: OpenSandbox): Promise<{ stripeAccount: string; intentId: string }> {
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount)
  const { body } = await open.control(`checkout/sessions/${id}/pay`)
  return { stripeAccount, intentId: idOf(body.session.payment_intent) }
}

test('partial refunds add up to the payment and never beyond it', async () => {
  await using open = await openSandbox()
  const { stripeAccount, intentId } = await paid(open)
  const { refunds, charges } = open.stripe
  const refund = (amount?: number) =>
    refunds.create(
      { payment_intent: intentId, ...(amount === undefined ? {} : { amount }) },
      { stripeAccount },
    )
  expect(await refund(1000)).toMatchObject({ amount: 1000, status: 'succeeded', currency: 'gbp' })
  await expect(refund(1349)).rejects.toMatchObject({ statusCode: 400, code: 'amount_too_large' })
  expect((await refund()).amount).toBe(1348)
  await expect(refund(1)).rejects.toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
  })
  const { data } = await charges.list({ payment_intent: intentId }, { stripeAccount })
  expect(data).toMatchObject([{ amount: 2348, amount_refunded: 2348, refunded: true }])
  expect(open.sandbox.summary().totals).toEqual([
    {
      account: stripeAccount,
      currency: 'gbp',
      captured: 2348,
      refunded: 2348,
      payments: 1,
      refunds: 2,
    },
  ])
  const balance = await open.stripe.balance.retrieve({}, { stripeAccount })
  expect(balance.available).toMatchObject([{ amount: 0, currency: 'gbp' }])
})

test('twenty full refunds at once give the money back once', async () => {
  await using open = await openSandbox({ latencyMs: 5 })
  const { stripeAccount, intentId } = await paid(open)
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      open.stripe.refunds.create({ payment_intent: intentId }, { stripeAccount }),
    ),
  )
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(open.sandbox.summary().totals).toMatchObject([{ refunded: 2348, refunds: 1 }])
})

test('a refund tells of itself and of its charge', async () => {
  await using open = await openSandbox()
  const { stripeAccount, intentId } = await paid(open)
  const refund = await open.stripe.refunds.create(
    { payment_intent: intentId, metadata: { order: '7' }, reason: 'requested_by_customer' },
    { stripeAccount },
  )
  const events = await open.stripe.events.list(
    { types: ['refund.created', 'charge.refunded'] },
    { stripeAccount },
  )
  expect(events.data.map(({ type, account }) => [type, account])).toEqual([
    ['charge.refunded', stripeAccount],
    ['refund.created', stripeAccount],
  ])
  expect(await open.stripe.refunds.retrieve(refund.id, {}, { stripeAccount })).toEqual(refund)
})

test('what cannot be refunded is refused', async () => {
  await using open = await openSandbox()
  const { stripeAccount, intentId } = await paid(open)
  const { refunds } = open.stripe
  await expect(refunds.create({ payment_intent: intentId })).rejects.toMatchObject({
    statusCode: 404,
  })
  await expect(refunds.create({}, { stripeAccount })).rejects.toMatchObject({
    code: 'parameter_missing',
  })
  await expect(
    refunds.create({ payment_intent: intentId, amount: 0 }, { stripeAccount }),
  ).rejects.toMatchObject({ code: 'parameter_invalid_integer', param: 'amount' })
  const disputed = await open.control('disputes', { payment_intent: intentId })
  expect(disputed.body.dispute).toMatchObject({ amount: 2348, status: 'needs_response' })
  await expect(
    refunds.create({ payment_intent: intentId }, { stripeAccount }),
  ).rejects.toMatchObject({ code: 'charge_disputed' })
})
