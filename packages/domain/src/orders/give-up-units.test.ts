import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { giveUpUnits } from './give-up-units.ts'

const [cancelled, returned] = [0, 0]

test.each([
  ['unshipped units are cancelled', { quantity: 2, cancelled: 2, returned }],
  ['shipped units come back', { fulfilledQuantity: 3, quantity: 2, cancelled, returned: 2 }],
  ['unshipped ones go first', { fulfilledQuantity: 1, quantity: 3, cancelled: 2, returned: 1 }],
  [
    'units of a cancelled order that were not paid back yet move nothing again',
    { cancelledQuantity: 3, quantity: 3, cancelled, returned },
  ],
  [
    'units cancelled by an earlier refund were paid back then',
    {
      cancelledQuantity: 1,
      refundedQuantity: 1,
      fulfilledQuantity: 2,
      quantity: 1,
      cancelled,
      returned: 1,
    },
  ],
  ['none is none', { quantity: 0, cancelled, returned }],
])('%s', (_, { quantity, cancelled, returned, ...terms }) => {
  const line = buildOrderLine('a', { ...terms, quantity: 3 })
  expect(giveUpUnits(line, quantity)).toEqual({ line, cancelled, returned })
})
