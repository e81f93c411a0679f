import { describe, expect, test } from 'vitest'

import { basisPointsToPercent, percentToBasisPoints } from './percent-to-basis-points.ts'

describe('a percentage', () => {
  test.each([
    [1, 100],
    [10, 1000],
    [12.5, 1250],
    [33.33, 3333],
    [1.1, 110],
    [1.01, 101],
    [100, 10_000],
  ])('of %d is %d basis points', (percent, basisPoints) => {
    expect(percentToBasisPoints(percent)).toEqual({ ok: true, value: basisPoints })
  })

  test.each([0, 0.99, 100.01, -5, 12.345, NaN, Infinity, 1e21, 1e-7])('cannot be %d', (percent) => {
    expect(percentToBasisPoints(percent)).toEqual({
      ok: false,
      error: { code: 'percentage_invalid' },
    })
  })

  test('of every two-decimal value survives the way there and back', () => {
    for (let basisPoints = 100; basisPoints <= 10_000; basisPoints += 1) {
      const percent = basisPointsToPercent(basisPoints)
      expect(percentToBasisPoints(percent)).toEqual({ ok: true, value: basisPoints })
    }
  })
})
