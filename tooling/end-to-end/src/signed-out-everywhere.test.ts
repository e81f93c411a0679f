import { afterAll, expect, test } from 'vitest'

import { ask, dataOf } from './testing/ask.ts'
import type { Outputs } from './testing/outputs.ts'
import { launchProduct } from './testing/product.ts'
import { signUp } from './testing/shop.ts'

const tokens = '/api/v1/admin/store/storefront-tokens'

// Every credential is first used at both processes, so that both had reason to remember it.
const product = await launchProduct({ apis: 2, worker: false })
afterAll(async () => await product[Symbol.asyncDispose]())
const [here = '', there = ''] = product.apiUrls
const unauthorized = { status: 401, error: { code: 'unauthorized' } }

test('who logs out at one API process is signed out at the other on the next request', async () => {
  const { operator: headers } = await signUp(product)
  for (const url of [here, there]) {
    expect((await ask(url, 'GET /api/v1/auth/me', { headers })).status).toBe(200)
  }
  expect((await ask(here, 'POST /api/v1/auth/logout', { headers })).status).toBe(200)
  const after = await ask(there, 'GET /api/v1/auth/me', { headers })
  expect(after).toMatchObject(unauthorized)
  const asOperator = await ask(there, `GET ${tokens}`, { headers })
  expect(asOperator).toMatchObject(unauthorized)
})

test('a storefront token revoked at one API process opens nothing at the other', async () => {
  const { operator } = await signUp(product)
  const created = await ask<Outputs['admin']['tokens']['create']>(here, `POST ${tokens}`, {
    headers: operator,
    body: { name: 'Shop front' },
  })
  const { token, secret } = dataOf(created)
  const headers = { 'x-storefront-token': secret }
  for (const url of [here, there]) {
    const cart = await ask(url, 'POST /api/v1/storefront/cart', { headers, body: {} })
    expect(cart.status).toBe(201)
  }
  const revoked = await ask(here, `POST ${tokens}/${token.id}/revoke`, { headers: operator })
  expect(revoked.status).toBe(200)
  const after = await ask(there, 'POST /api/v1/storefront/cart', { headers, body: {} })
  expect(after).toMatchObject(unauthorized)
})

test('an API key revoked at one API process opens nothing at the other', async () => {
  const { operator } = await signUp(product)
  const keys = '/api/v1/admin/store/api-keys'
  const created = await ask<Outputs['admin']['apiKeys']['create']>(here, `POST ${keys}`, {
    headers: operator,
    body: { name: 'Books', scopes: ['tokens:read'] },
  })
  const { apiKey, secret } = dataOf(created)
  const headers = { authorization: `Bearer ${secret}` }
  for (const url of [here, there]) {
    expect((await ask(url, `GET ${tokens}`, { headers })).status).toBe(200)
  }
  const revoked = await ask(here, `POST ${keys}/${apiKey.id}/revoke`, { headers: operator })
  expect(revoked.status).toBe(200)
  const after = await ask(there, `GET ${tokens}`, { headers })
  expect(after).toMatchObject(unauthorized)
})
