import { expect, test } from 'vitest'

import { signService, verifyService } from './service-signature.ts'

const call = { rawBody: '{}', secret: 'service secret', nowMs: 1_000_000_000 }

test('a call signed with the service secret is accepted', () => {
  expect(verifyService({ ...call, header: signService(call) })).toBe(true)
})

test('a missing header, another secret and an old call are refused', () => {
  const header = signService(call)
  expect(verifyService({ ...call, header: undefined })).toBe(false)
  expect(verifyService({ ...call, header, secret: 'another' })).toBe(false)
  expect(verifyService({ ...call, header, nowMs: call.nowMs + 301_000 })).toBe(false)
})
