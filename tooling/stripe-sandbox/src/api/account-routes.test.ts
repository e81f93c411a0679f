import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'

const LINK = {
  type: 'account_onboarding',
  refresh_url: 'https://shop.example/refresh',
  return_url: 'https://shop.example/return?ok=1',
} as const

test('an account begins with nothing enabled and is updated field by field', async () => {
  await using open = await openSandbox()
  const { accounts } = open.stripe
  const account = await accounts.create({
    type: 'express',
    country: 'GB',
    email: 'ada@example.com',
    metadata: { storeId: 's1', note: 'x' },
  })
  expect(account).toMatchObject({
    type: 'express',
    country: 'GB',
    default_currency: 'gbp',
    charges_enabled: false,
    payouts_enabled: false,
    details_submitted: false,
  })
  expect(account.requirements?.currently_due).not.toEqual([])
  const updated = await accounts.update(account.id, { metadata: { note: '', plan: 'a' } })
  expect(updated).toMatchObject({ email: 'ada@example.com' })
  expect(updated.metadata).toEqual({ storeId: 's1', plan: 'a' })
  expect((await accounts.list()).data.map(({ id }) => id)).toEqual([account.id])
  await expect(accounts.retrieve('acct_other')).rejects.toMatchObject({ statusCode: 403 })
})

test('onboarding enables the account once, tells of it and returns to the shop', async () => {
  await using open = await openSandbox()
  const { accounts, accountLinks } = open.stripe
  const { id } = await accounts.create({ type: 'express', country: 'GB', email: '<b>@x.example' })
  const { url, expires_at: expiresAt } = await accountLinks.create({ ...LINK, account: id })
  expect(expiresAt).toBeGreaterThan(Date.now() / 1000)
  const page = await fetch(url)
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain('Complete onboarding')
  expect(text).toContain('&lt;b&gt;@x.example')
  const submitted = await fetch(url, { method: 'POST', redirect: 'manual' })
  expect([submitted.status, submitted.headers.get('location')]).toEqual([303, LINK.return_url])
  expect(await accounts.retrieve(id)).toMatchObject({
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    requirements: { currently_due: [] },
  })
  const events = await open.stripe.events.list({}, { stripeAccount: id })
  expect(events.data.map(({ type }) => type)).toEqual(['account.updated'])
  for (const method of ['GET', 'POST']) {
    const again = await fetch(url, { method, redirect: 'manual' })
    expect([again.status, again.headers.get('location')]).toEqual([303, LINK.refresh_url])
  }
})

test('a link that is too old sends the merchant back for a new one', async () => {
  let nowMs = Date.now()
  await using open = await openSandbox({ now: () => nowMs })
  const { id } = await open.stripe.accounts.create({ type: 'express', country: 'GB' })
  const { url } = await open.stripe.accountLinks.create({ ...LINK, account: id })
  nowMs += 5 * 60_000
  const late = await fetch(url, { method: 'POST', redirect: 'manual' })
  expect(late.headers.get('location')).toBe(LINK.refresh_url)
  expect((await open.stripe.accounts.retrieve(id)).charges_enabled).toBe(false)
})

test('a login link opens the account’s payments, once it is onboarded', async () => {
  await using open = await openSandbox()
  const { id } = await open.stripe.accounts.create({ type: 'express', country: 'GB' })
  await expect(open.stripe.accounts.createLoginLink(id)).rejects.toMatchObject({ statusCode: 400 })
  await open.control(`accounts/${id}/onboard`)
  const session = await open.session(id)
  await open.control(`checkout/sessions/${session.id}/pay`)
  const { url } = await open.stripe.accounts.createLoginLink(id)
  expect(await (await fetch(url)).text()).toContain('£23.48')
})
