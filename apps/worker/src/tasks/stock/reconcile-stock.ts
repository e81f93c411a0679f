import { raiseIssue } from '@cartwright/db/queries/issues'
import { findLedgerFaults, type LedgerFault } from '@cartwright/db/queries/stock-ledger'

import { defineTask } from '../../task.ts'

/** Tells of every variant whose counters are not what its movements sum to. */
export const reconcileStock = defineTask({
  name: 'reconcile-stock',
  async run(_, { db, ids, clock }) {
    for (const fault of await findLedgerFaults(db)) {
      await raiseIssue(db, {
        storeId: fault.storeId,
        id: ids.uuidv7(),
        severity: 'critical',
        kind: 'stock_ledger_mismatch',
        title: `The stock of ${fault.sku} is not what its movements sum to`,
        detail: describe(fault),
        subject: { type: 'variant', id: fault.variantId },
        now: new Date(clock.now()),
      })
    }
  },
})

function describe(fault: LedgerFault): string {
  const { onHand, onHandLedger, reserved, reservedLedger, held, heldLedger } = fault
  return [
    `On hand ${onHand}, by its movements ${onHandLedger}.`,
    `Reserved ${reserved}, by its movements ${reservedLedger}.`,
    `Held ${held}, by its movements ${heldLedger}.`,
  ].join(' ')
}
