import { cpus, release, totalmem, type as systemName } from 'node:os'

import type { Client } from 'pg'

import type { Machine } from './results.ts'

/** Where and with what this run is made. */
export async function readMachine(client: Client): Promise<Machine> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${systemName()} ${release()}`,
    node: process.versions.node,
    postgres: rows[0]?.version ?? 'unknown',
  }
}
