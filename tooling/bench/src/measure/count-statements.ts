import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { Client } from 'pg'

import type { StatementLog } from '../world/statement-log.ts'
import { median } from './median.ts'

const API = 'cartwright-api'
const SAMPLES = 9

export type StatementCounter = {
  readonly client: Client
  readonly log: StatementLog
}

/**
 * How many statements does the API send for one run of what `prepare` answers? Read from PostgreSQL's own log, so
 * that nothing can be forgotten; the median of some runs, as now and then the API writes down when
 * a key was last used.
 */
export async function countStatements(
  counter: StatementCounter,
  prepare: () => Promise<() => Promise<unknown>>,
): Promise<number> {
  const { client, log } = counter
  await setLogging(client, 'all')
  const counts: number[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const work = await prepare()
    await mark(counter)
    const before = log.countOf(API)
    await work()
    await mark(counter)
    counts.push(log.countOf(API) - before)
  }
  await setLogging(client, 'none')
  return median(counts)
}

async function setLogging(client: Client, statements: 'all' | 'none'): Promise<void> {
  await client.query(`alter system set log_statement = '${statements}'`)
  await client.query('select pg_reload_conf()')
}

/** The server's processes write their lines one after the other: what was sent before a mark is
 *  counted once the mark was read. A server that has not reloaded its settings yet is silent, so the
 *  mark is repeated. */
async function mark({ client, log }: StatementCounter): Promise<void> {
  const text = `mark ${randomUUID()}`
  while (!log.hasRead(text)) {
    await client.query(`select '${text}'`)
    await delay(10)
  }
}
