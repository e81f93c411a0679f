import { deleteOldEmbedSessions } from '@cartwright/db/queries/embed-session-life'
import { deleteExpiredIdempotencyKeys } from '@cartwright/db/queries/idempotency-keys'
import { deleteOldInboxEvents } from '@cartwright/db/queries/inbox-events'
import { deleteOldOutboxEvents } from '@cartwright/db/queries/outbox-events'
import { deleteExpired } from '@cartwright/identity/delete-expired'

import { defineTask } from '../../task.ts'

/** How long an event that was dealt with is kept, to look into or to replay; and an embed session
 *  that is over. */
const KEPT_MS = 30 * 24 * 3_600_000

/** Forgets what has served its time. None of it counts for anything any more. */
export const deleteExpiredRows = defineTask({
  name: 'delete-expired-rows',
  async run(_, { db, clock, log }) {
    const now = new Date(clock.now())
    const keptSince = new Date(clock.now() - KEPT_MS)
    const deleted = {
      ...(await deleteExpired(db, now)),
      idempotencyKeys: await deleteExpiredIdempotencyKeys(db, now),
      inboxEvents: await deleteOldInboxEvents(db, keptSince),
      embedSessions: await deleteOldEmbedSessions(db, keptSince),
      outboxEvents: await deleteOldOutboxEvents(db, keptSince),
    }
    log.debug({ deleted }, 'expired rows were deleted')
  },
})
