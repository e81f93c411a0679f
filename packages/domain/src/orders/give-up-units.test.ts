import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { giveUpUnits } from './give-up-units.ts'

test.each([
  ['unshipped units are cancelled', {}, 2, { cancelled: 2, returned: 0 }],
  ['shipped units come back', { fulfilledQuantity: 3 }, 2, { cancelled: 0, returned: 2 }],
  ['unshipped ones go first', { fulfilledQuantity: 1 }, 3, { cancelled: 2, returned: 1 }],
  [
    'units of a cancelled order that were not paid back yet move nothing again',
    { cancelledQuantity: 3 },
    3,
    { cancelled: 0, returned: 0 },
  ],
  [
    'units cancelled by an earlier refund were paid back then',
    { cancelledQuantity: 1, refundedQuantity: 1, fulfilledQuantity: 2 },
    1,
    { cancelled: 0, returned: 1 },
  ],
  ['none is none', {}, 0, { cancelled: 0, returned: 0 }],
] as const)('%s', (_, terms, quantity, expected) => {
  const line = buildOrderLine('a', { quantity: 3, ...terms })
  expect(giveUpUnits(line, quantity)).toEqual({ line, ...expected })
})
