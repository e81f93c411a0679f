import { expect, test } from 'vitest'

import { discountStatus } from './discount-status.ts'

const open = { isActive: true, startsAt: null, endsAt: null, usageLimit: null, usedCount: 0 }

test.each([
  [{}, 'active'],
  [{ startsAt: 1000 }, 'active'],
  [{ startsAt: 1001 }, 'scheduled'],
  [{ endsAt: 1001 }, 'active'],
  [{ endsAt: 1000 }, 'expired'],
  [{ usageLimit: 2, usedCount: 1 }, 'active'],
  [{ usageLimit: 2, usedCount: 2 }, 'exhausted'],
  [{ isActive: false, endsAt: 1 }, 'disabled'],
  [{ endsAt: 1, usageLimit: 1, usedCount: 1 }, 'expired'],
  [{ startsAt: 2000, usageLimit: 1, usedCount: 1 }, 'exhausted'],
])('at 1000, %j is %s', (terms, status) => {
  expect(discountStatus({ ...open, ...terms }, 1000)).toBe(status)
})
