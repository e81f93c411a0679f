import { expect, test } from 'vitest'

import { mayChangeCart } from './may-change-cart.ts'

const NOW = 1_000
const open = { status: 'open', expiresAt: 2_000, version: 3 } as const

test.each([
  ['an open cart', open, null],
  ['a cart in checkout', { ...open, status: 'checkout' as const }, null],
  ['a cart in the version seen', open, 3],
])('lets %s be changed', (_, cart, seenVersion) => {
  expect(mayChangeCart({ cart, seenVersion, now: NOW })).toEqual({ ok: true, value: null })
})

test.each([
  ['not_found', { ...open, expiresAt: NOW }, null],
  ['not_found', { ...open, status: 'expired' as const }, null],
  ['cart_locked', { ...open, status: 'completed' as const }, null],
  ['cart_locked', { ...open, status: 'completed' as const }, 2],
  ['version_conflict', open, 2],
])('refuses with %s', (code, cart, seenVersion) => {
  expect(mayChangeCart({ cart, seenVersion, now: NOW })).toEqual({ ok: false, error: { code } })
})
