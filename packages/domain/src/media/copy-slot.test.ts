import { expect, test } from 'vitest'

import { copySlot } from './copy-slot.ts'

test.each([
  [1, 240],
  [240, 240],
  [241, 480],
  [1600, 1600],
  [5000, 1600],
])('a copy %i wide is kept as that of %i', (width, slot) => {
  expect(copySlot(width)).toBe(slot)
})
