import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { releaseHold } from './release-hold.ts'

test('gives held units back', () => {
  expect(releaseHold(buildStock(), 3)).toMatchObject({
    value: { heldDelta: -3, after: { held: 0 } },
  })
})

test('never gives back more than are held', () => {
  expect(releaseHold(buildStock(), 4)).toEqual({
    ok: false,
    error: { code: 'stock_underflow', details: { variantId: 'v', requested: 4, available: 3 } },
  })
})
