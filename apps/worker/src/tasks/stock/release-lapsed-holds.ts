import { inTransaction } from '@cartwright/db/transaction'
import { releaseLapsedHolds as releaseBatch } from '@cartwright/db/transactions/release-lapsed-holds'

import { defineTask } from '../../task.ts'

/** Clears away holds that have lapsed, in batches until none is left. */
export const releaseLapsedHolds = defineTask({
  name: 'release-lapsed-holds',
  async run(_, { db, ids, clock }) {
    const sweep = { newId: ids.uuidv7, now: new Date(clock.now()) }
    while ((await inTransaction(db, (trx) => releaseBatch(trx, sweep))) > 0);
  },
})
