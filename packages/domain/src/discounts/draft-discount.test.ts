import { expect, test } from 'vitest'

import { draftDiscount } from './draft-discount.ts'
import type { DiscountRequest } from './draft-discount.ts'

const request: DiscountRequest = {
  code: ' Spring ',
  type: 'percentage',
  value: 12.5,
  startsAt: null,
  endsAt: null,
  appliesTo: { scope: 'order' },
}

test('a percentage is kept in basis points and the code as typed', () => {
  expect(draftDiscount(request)).toEqual({
    ok: true,
    value: {
      code: 'Spring',
      kind: { type: 'percentage', basisPoints: 1250 },
      appliesTo: { scope: 'order' },
    },
  })
})

test.each([
  [
    { type: 'fixed_amount', value: 500 },
    { type: 'fixed_amount', amount: 500 },
  ],
  [{ type: 'free_shipping', value: 0 }, { type: 'free_shipping' }],
] as const)('%j becomes %j', (terms, kind) => {
  const draft = draftDiscount({ ...request, ...terms })
  expect(draft.ok && draft.value.kind).toEqual(kind)
})

test('no code makes it automatic', () => {
  const draft = draftDiscount({ ...request, code: null })
  expect(draft.ok && draft.value.code).toBeNull()
})

test.each<[Partial<DiscountRequest>, string]>([
  [{ value: 101 }, 'percentage_invalid'],
  [{ type: 'fixed_amount', value: 0 }, 'fixed_amount_invalid'],
  [{ type: 'fixed_amount', value: 9.99 }, 'fixed_amount_invalid'],
  [{ startsAt: 2, endsAt: 2 }, 'discount_window_empty'],
  [{ appliesTo: { scope: 'products', ids: [] } }, 'discount_targets_missing'],
  [{ code: '  ' }, 'discount_code_empty'],
])('%j is refused as %s', (terms, code) => {
  expect(draftDiscount({ ...request, ...terms })).toEqual({ ok: false, error: { code } })
})

test.each([
  { startsAt: 5, endsAt: null },
  { startsAt: null, endsAt: 5 },
  { startsAt: 5, endsAt: 6 },
])('the window %j is not empty', (window) => {
  expect(draftDiscount({ ...request, ...window }).ok).toBe(true)
})
