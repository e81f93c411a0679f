import { inTransaction } from '@cartwright/db/transaction'
import { expireCarts as expireBatch } from '@cartwright/db/transactions/expire-carts'

import { defineTask } from '../../task.ts'

/** Clears away carts whose time is over, in batches until none is left. */
export const expireCarts = defineTask({
  name: 'expire-carts',
  async run(_, { db, ids, clock }) {
    const sweep = { newId: ids.uuidv7, now: new Date(clock.now()) }
    while ((await inTransaction(db, (trx) => expireBatch(trx, sweep))) > 0);
  },
})
