import { execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

import { freePort } from '@cartwright/embedded-postgres/free-port'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..', '..', '..')
const LIMIT_MS = 300_000

/**
 * How long does `npm start` take on a fresh clone of the last commit, until everything is up? The
 * packages come from the cache of the package manager, as this very program had them installed.
 *
 * @throws Error when it ends first, or is not up after 5 minutes.
 */
export async function timeStart(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-clone-'))
  chmodSync(folder, 0o711)
  try {
    const clone = join(folder, 'cartwright')
    await run('git', ['clone', '--quiet', root, clone])
    return await timeStartOf(clone, join(folder, 'ready.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timeStartOf(clone: string, readyFile: string): Promise<number> {
  const env = {
    ...process.env,
    PORT: `${await freePort()}`,
    MAILBOX_PORT: `${await freePort()}`,
    SANDBOX_PORT: `${await freePort()}`,
    READY_FILE: readyFile,
    DATA_DIR: '.data',
  }
  const startedAt = performance.now()
  // A group of its own gets the signal as from Ctrl-C at a terminal.
  const child = spawn('npm', ['start'], { cwd: clone, env, detached: true, stdio: 'ignore' })
  let isOver = false
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => {
      isOver = true
      resolve()
    })
  })
  try {
    while (!existsSync(readyFile)) {
      if (isOver) throw new Error(`npm start in a fresh clone ended with ${child.exitCode}.`)
      if (performance.now() - startedAt > LIMIT_MS) throw new Error('npm start took too long.')
      await Promise.race([delay(50), exited])
    }
    return performance.now() - startedAt
  } finally {
    if (!isOver && child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    await exited
  }
}
