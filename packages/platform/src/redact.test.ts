import { expect, test } from 'vitest'

import { isSecretName, redact, redactUrl } from './redact.ts'

test.each([
  'authorization',
  'Authorization',
  'cookie',
  'set-cookie',
  'x-storefront-token',
  'x-api-key',
  'x-signature',
  'stripe-signature',
  'password',
  'newPassword',
  'token',
  'session_token',
  'secret',
  'STRIPE_SECRET_KEY',
])('%s is a secret name', (name) => {
  expect(isSecretName(name)).toBe(true)
})

test.each(['tokenId', 'passwordChangedAt', 'email', 'key', 'secretary'])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test('secrets are taken out at every depth, in arrays and in errors', () => {
  const value = {
    a: { b: { c: { d: [{ headers: { authorization: 'Bearer x' } }] } } },
    cause: Object.assign(new Error('boom'), { config: { password: 'hunter2' } }),
  }
  const text = JSON.stringify(redact(value))
  expect(text).not.toContain('Bearer x')
  expect(text).not.toContain('hunter2')
  expect(text).toContain('boom')
})

test('the original is left alone', () => {
  const value = { token: 'kept' }
  expect(redact(value)).toEqual({ token: '[redacted]' })
  expect(value.token).toBe('kept')
})

test('a circle ends, and what lies too deep is not shown', () => {
  const circle: Record<string, unknown> = { name: 'round' }
  circle['self'] = circle
  expect(JSON.stringify(redact(circle))).toContain('[too deep]')
})

test('dates and absent secrets stay as they are', () => {
  const at = new Date(0)
  expect(redact({ at, token: null })).toEqual({ at, token: null })
})

test('secret query parameters are taken out of URLs', () => {
  expect(redactUrl('/u?session_token=abc&page=2')).toBe('/u?session_token=[redacted]&page=2')
  expect(redact({ url: '/x?a=1&token=t#f' })).toEqual({ url: '/x?a=1&token=[redacted]#f' })
  expect(redact(new URL('https://s3/x?X-Amz-Signature=1&b=2'))).toBe(
    'https://s3/x?X-Amz-Signature=[redacted]&b=2',
  )
})
