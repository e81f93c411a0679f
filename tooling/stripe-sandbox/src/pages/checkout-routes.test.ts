import { expect, test } from 'vitest'

import { idOf } from '../testing/id-of.ts'
import { openSandbox } from '../testing/open-sandbox.ts'

async function press(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
}

test('the page shows what is bought and for how much, and is only markup', async () => {
  await using open = await openSandbox()
  const { url } = await open.session(await open.merchant())
  const page = await fetch(String(url))
  const text = await page.text()
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const part of ['Test mode', 'Clay &amp; Co', 'Mug', 'Royal Mail', '£19.98', '£23.48']) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('<script')
})

test('whatever the shop and the buyer write is escaped', async () => {
  await using open = await openSandbox()
  const bad = `<img src=x onerror="alert('1')">`
  const { url } = await open.session(await open.merchant(), {
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'jpy',
          unit_amount: 1200,
          product_data: { name: bad, description: bad },
        },
      },
    ],
    shipping_options: [],
  })
  const text = await (await fetch(String(url))).text()
  expect(text).not.toContain('<img')
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;')
  expect(text).toContain('1,200')
  expect(text).not.toContain('12.00')
})

test('Pay goes to the success page with the session’s id, also on a second click', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id, url } = await open.session(stripeAccount)
  const fields = { action: 'pay', email: 'ada@example.com', name: 'Ada' }
  for (let click = 0; click < 2; click += 1) {
    const response = await press(String(url), fields)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`https://shop.example/thanks?session=${id}`)
  }
  const session = await open.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })
  expect(session).toMatchObject({
    payment_status: 'paid',
    customer_details: { email: 'ada@example.com', name: 'Ada' },
  })
  expect(open.sandbox.summary().totals).toMatchObject([{ payments: 1 }])
  expect(await (await fetch(String(url))).text()).toContain('This payment is complete')
})

test('a decline comes back to the page with an alert, and cancel goes to the cart', async () => {
  await using open = await openSandbox()
  const { url } = await open.session(await open.merchant())
  const declined = await press(String(url), { action: 'decline', email: 'ada@example.com' })
  const back = new URL(declined.headers.get('location') ?? '', String(url))
  const text = await (await fetch(back)).text()
  expect(text).toContain('role="alert"')
  expect(text).toContain('Your card was declined')
  const cancelled = await press(String(url), { action: 'cancel' })
  expect(cancelled.headers.get('location')).toBe('https://shop.example/cart')
  expect(open.sandbox.summary()).toMatchObject({ totals: [], sessions: { open: 1 } })
})

test('bank debit completes the session before the money is there', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id, url } = await open.session(stripeAccount)
  expect((await press(String(url), { action: 'debit' })).status).toBe(303)
  const session = await open.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })
  expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
})

test('the total shown has the buyer’s choice of shipping in it, and is what is charged', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const {
    id,
    url,
    shipping_options: offered,
  } = await open.session(stripeAccount, {
    shipping_options: [option('Slow', 100), option('Fast', 900)],
  })
  const shipping = idOf(offered[1]?.shipping_rate)
  await press(String(url), { action: 'shipping', shipping_rate: shipping })
  expect(await (await fetch(String(url))).text()).toContain('£28.98')
  const other = idOf(offered[0]?.shipping_rate)
  await press(String(url), { action: 'pay', shipping_rate: other })
  const session = await open.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })
  expect(session).toMatchObject({ amount_total: 2898, shipping_cost: { amount_total: 900 } })
})

test('expired and unknown sessions say so', async () => {
  await using open = await openSandbox()
  const { id, url } = await open.session(await open.merchant())
  await open.control(`checkout/sessions/${id}/expire`)
  const expired = await fetch(String(url))
  expect([expired.status, await expired.text()]).toEqual([
    410,
    expect.stringContaining('This payment page has expired'),
  ])
  expect((await press(String(url), { action: 'pay' })).status).toBe(410)
  expect((await fetch(`${open.sandbox.url}/checkout/pay/cs_test_none`)).status).toBe(404)
  expect(open.sandbox.summary().totals).toEqual([])
})

function option(name: string, amount: number) {
  return {
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'gbp' },
    },
  }
}
