import { expect, test } from 'vitest'

import { deletionPauseMs } from './collection-times.ts'

test.each([
  [0, 60_000],
  [1, 60_000],
  [2, 120_000],
  [5, 960_000],
  [9, 15_360_000],
  [10, 21_600_000],
  [10_000, 21_600_000],
])('after %i refusals storage is left alone for %i ms', (refusals, pause) => {
  expect(deletionPauseMs(refusals)).toBe(pause)
})
