import { EventEmitter } from 'node:events'

import { freeJobsOfDeadWorkers } from '@cartwright/db/worker-lease'
import type { Log } from '@cartwright/platform/log'
import { Logger, run, type WorkerEvents } from 'graphile-worker'

import { keepLease } from './keep-lease.ts'
import { reportGiveUp } from './report-give-up.ts'
import type { Runtime } from './runtime.ts'
import { cronItems } from './schedule.ts'
import { taskList } from './task-list.ts'
import { tasks } from './tasks.ts'

/** How long a job of a killed process waits at the most, besides the lease's own grace. */
const DEAD_WORKERS_EVERY_MS = 5_000
/** New jobs are announced; this only finds those whose pause has ended. */
const POLL_MS = 1_000

export interface RunningWorker {
  /** Takes no new jobs, lets the running ones finish, and closes. */
  readonly stop: () => Promise<void>
  /** Resolves when the worker has ended, rejects when it broke down. */
  readonly ended: Promise<void>
}

/** Begins to work off jobs and the schedule. */
export async function startWorker(runtime: Runtime): Promise<RunningWorker> {
  const { settings, log, db } = runtime
  const events: WorkerEvents = new EventEmitter()
  const workerIds: string[] = []
  const reports = new Set<Promise<void>>()
  events.on('worker:create', ({ worker }) => workerIds.push(worker.workerId))
  events.on('job:error', ({ job, error }) => {
    log.warn({ err: error, task: job.task_identifier, attempt: job.attempts }, 'a job failed')
  })
  events.on('job:failed', ({ job, error }) => {
    const task = tasks.find((one) => one.name === job.task_identifier)
    if (task === undefined) return
    const report = reportGiveUp(runtime, { task, payload: job.payload, error })
      .catch((cause: unknown) => log.error({ err: cause }, 'a given-up job could not be reported'))
      .finally(() => reports.delete(report))
    reports.add(report)
  })
  const runner = await run({
    connectionString: settings.databaseUrl,
    maxPoolSize: settings.concurrency + 2,
    concurrency: settings.concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: quietLogger(log),
    taskList: taskList(runtime, tasks),
    parsedCronItems: cronItems(),
    events,
  })
  const lease = keepLease({ url: settings.databaseUrl, workerIds, log })
  const freeing = setInterval(() => void freeJobs(), DEAD_WORKERS_EVERY_MS)
  await freeJobs()

  async function freeJobs(): Promise<void> {
    try {
      const dead = await freeJobsOfDeadWorkers(db)
      if (dead.length > 0) log.warn({ dead }, 'jobs of workers that died were taken back')
    } catch (error) {
      log.warn({ err: error }, 'could not look for jobs of workers that died')
    }
  }

  return {
    ended: runner.promise,
    stop: async () => {
      clearInterval(freeing)
      await runner.stop()
      await Promise.all(reports)
      await lease.stop()
    },
  }
}

/** What the queue itself has to say, in our log; that a job began and ended is not worth a line. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'queue' }, message)
    else if (level === 'warning') log.warn({ from: 'queue' }, message)
    else log.debug({ from: 'queue' }, message)
  })
}
