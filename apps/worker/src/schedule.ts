import type { JobName } from '@cartwright/contract/jobs'
import { type ParsedCronItem, parseCronItems } from 'graphile-worker'

/** When what is done without anybody asking; times are UTC. What a stopped worker missed is not
 *  made up for: each run does all there is to do. */
const schedule: readonly { readonly task: JobName; readonly match: string }[] = [
  { task: 'release-lapsed-holds', match: '* * * * *' },
  { task: 'sweep-waiting', match: '* * * * *' },
  { task: 'expire-carts', match: '*/5 * * * *' },
  { task: 'delete-expired-rows', match: '17 * * * *' },
  { task: 'collect-media', match: '41 * * * *' },
  { task: 'reconcile-stock', match: '23 3 * * *' },
]

/** The schedule as the queue takes it. One key each, so that a slow run is not overtaken by a
 *  second job waiting behind it. */
export function cronItems(): ParsedCronItem[] {
  return parseCronItems(
    schedule.map(({ task, match }) => ({
      task,
      match,
      identifier: task,
      options: { backfillPeriod: 0, maxAttempts: 3, jobKey: `cron:${task}` },
    })),
  )
}
