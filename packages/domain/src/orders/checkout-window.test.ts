import { expect, test } from 'vitest'

import { checkoutWindow, REQUEST_LEASE_MS } from './checkout-window.ts'

const MINUTE_MS = 60_000
const now = 1_767_323_045_678

test('the shortest window is half an hour however late the request arrives', () => {
  const { sessionExpiresAt } = checkoutWindow(30, now)
  const latestArrival = now + REQUEST_LEASE_MS - 1000
  expect(sessionExpiresAt - latestArrival).toBeGreaterThanOrEqual(30 * MINUTE_MS)
})

test('the longest window is within a day', () => {
  expect(checkoutWindow(1440, now).sessionExpiresAt).toBeLessThan(now + 1440 * MINUTE_MS)
})

test.each([30, 60, 1440])('a hold of %d minutes outlives its session', (minutes) => {
  const { sessionExpiresAt, holdExpiresAt } = checkoutWindow(minutes, now)
  expect(holdExpiresAt - sessionExpiresAt).toBe(5 * MINUTE_MS)
  expect(sessionExpiresAt % 1000).toBe(0)
})
