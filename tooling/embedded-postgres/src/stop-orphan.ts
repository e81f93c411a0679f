import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { processCommand } from './process-command.ts'
import { processStamp } from './process-stamp.ts'

const stepsMs = { SIGINT: 15_000, SIGQUIT: 5_000, SIGKILL: 5_000 } as const

/**
 * Ends a server that a killed start left running on this data folder. Only a process whose command
 * line names the folder is ours to end; a number in the file that meanwhile belongs to something
 * else is merely forgotten.
 *
 * @throws EmbeddedPostgresError when the server does not end.
 */
export async function stopOrphan(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (!Number.isInteger(pid) || pid <= 0) return
  const stamp = processStamp(pid)
  if (stamp === null || !processCommand(pid).includes(`-D ${data} `)) {
    await rm(file, { force: true })
    return
  }
  await stopProcess(pid, stamp)
}

async function stopProcess(pid: number, stamp: string): Promise<void> {
  for (const [signal, patienceMs] of Object.entries(stepsMs)) {
    send(pid, signal)
    const until = Date.now() + patienceMs
    while (Date.now() < until) {
      if (processStamp(pid) !== stamp) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL of an earlier start (process ${pid}) does not end; end it, then start again.`,
  )
}

function send(pid: number, signal: string): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
  }
}
