import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'

test.each([
  ['an unknown field', 'checkout/sessions/ID/pay', { outcom: 'succeed' }, 400],
  ['an unknown outcome', 'checkout/sessions/ID/pay', { outcome: 'win' }, 400],
  ['an unknown webhook field', 'checkout/sessions/ID/pay', { webhooks: { copy: 2 } }, 400],
  ['no copies', 'checkout/sessions/ID/pay', { webhooks: { copies: 0 } }, 400],
  ['an unknown session', 'checkout/sessions/cs_test_none/pay', {}, 404],
  ['an unknown account', 'accounts/acct_none/onboard', {}, 404],
  ['an unknown event', 'events/evt_none/resend', {}, 404],
  ['an unknown payment', 'disputes', { payment_intent: 'pi_none' }, 404],
  ['no latency', 'latency', {}, 400],
  ['a success as a failure', 'failures', { next: 1, status: 200 }, 400],
])('%s is refused and changes nothing', async (...[, path, body, status]) => {
  await using open = await openSandbox()
  const { id } = await open.session(await open.merchant())
  const answer = await open.control(path.replace('ID', id), body)
  expect(answer.status).toBe(status)
  expect(answer.body.error.message).not.toBe('')
  expect(open.sandbox.summary()).toMatchObject({ sessions: { open: 1 }, totals: [] })
})

test('a body that is not JSON is refused; none at all means the defaults', async () => {
  await using open = await openSandbox()
  const { id } = await open.session(await open.merchant())
  const url = `${open.sandbox.url}/sandbox/checkout/sessions/${id}/pay`
  const broken = await fetch(url, { method: 'POST', body: '{"outcome":' })
  expect(broken.status).toBe(400)
  const bare = await fetch(url, { method: 'POST' })
  expect(bare.status).toBe(200)
})

test('the summary adds money up by account and currency', async () => {
  await using open = await openSandbox()
  const accounts = [await open.merchant(), await open.merchant()]
  for (const account of [...accounts, ...accounts]) {
    const { id } = await open.session(account)
    await open.control(`checkout/sessions/${id}/pay`)
  }
  const response = await fetch(`${open.sandbox.url}/sandbox/summary`)
  const summary = await response.json()
  expect(summary).toMatchObject({
    totals: accounts.map((account) => ({ account, currency: 'gbp', captured: 4696, payments: 2 })),
    sessions: { open: 0, complete: 4, expired: 0 },
    apiVersion: expect.stringMatching(/^20\d\d-/),
  })
})

test('an event on demand: a session ends as if its time had passed', async () => {
  await using open = await openSandbox()
  const { id } = await open.session(await open.merchant())
  const { body } = await open.control(`checkout/sessions/${id}/expire`)
  expect(body.session.status).toBe('expired')
  expect(body.events.map(({ type }) => type)).toEqual(['checkout.session.expired'])
})
