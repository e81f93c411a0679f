import { expect, it } from 'vitest'

import { fitsQuota } from './fits-quota.ts'

it.each([
  [{ quotaBytes: 0, usedBytes: 10 ** 12, addedBytes: 10 ** 12 }, true],
  [{ quotaBytes: 100, usedBytes: 60, addedBytes: 40 }, true],
  [{ quotaBytes: 100, usedBytes: 60, addedBytes: 41 }, false],
  [{ quotaBytes: 100, usedBytes: 120, addedBytes: 0 }, false],
])('%o fits: %s', (use, fits) => {
  expect(fitsQuota(use)).toBe(fits)
})
