import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '@cartwright/embedded-postgres/free-port'
import { processStamp } from '@cartwright/embedded-postgres/process-stamp'
import { expect } from 'vitest'

import type { Ready } from '../ready-file.ts'

const standIns = join(import.meta.dirname, 'start-stand-ins.ts')
const patience = { timeout: 30_000, interval: 25 }

/** A folder of its own with free ports, in which a supervisor can be started again and again. */
export type Site = AsyncDisposable & {
  readonly dir: string
  readonly dataDir: string
  readonly ports: Readonly<Record<'PORT' | 'MAILBOX_PORT' | 'SANDBOX_PORT', string>>
  readonly start: (settings?: Readonly<Record<string, string>>) => Supervisor
  /** What the stand-ins noted, oldest first. */
  readonly events: () => string[]
  readonly pidOf: (name: string) => number
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>
}

export type Supervisor = {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ready: () => Promise<Ready>
  /** Sends the signal and waits for the end; its exit code, or the signal that ended it. */
  readonly end: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => Promise<number | string | null>
  readonly exited: () => Promise<number | string | null>
}

/** `program` starts the supervisor: around stand-ins, if nothing else is said. */
export async function standInSite(program = standIns): Promise<Site> {
  const dir = mkdtempSync(join(tmpdir(), 'cartwright-supervisor-'))
  // Open to walk through, so that the database stays inside it when root runs the tests.
  chmodSync(dir, 0o755)
  const ports = {
    PORT: `${await freePort()}`,
    MAILBOX_PORT: `${await freePort()}`,
    SANDBOX_PORT: `${await freePort()}`,
  }
  const dataDir = join(dir, 'data')
  const notes = join(dir, 'notes')
  mkdirSync(notes)
  const started: Supervisor[] = []
  const read = (name: string) => readFileSync(join(notes, name), 'utf8')
  return {
    dir,
    dataDir,
    ports,
    start: (settings = {}) => {
      const environment = { ...ports, DATA_DIR: dataDir, STAND_IN_NOTES: notes, ...settings }
      const supervisor = startSupervisor(program, {
        READY_FILE: join(dir, 'ready.json'),
        ...environment,
      })
      started.push(supervisor)
      return supervisor
    },
    events: () => (existsSync(join(notes, 'events')) ? read('events').trim().split('\n') : []),
    pidOf: (name) => Number(read(`${name}.pid`)),
    environmentOf: (name) => JSON.parse(read(`${name}.json`)) as Record<string, string>,
    [Symbol.asyncDispose]: async () => {
      for (const { child, end } of started) if (isAlive(child)) await end('SIGTERM')
      rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

function startSupervisor(program: string, settings: Readonly<Record<string, string>>): Supervisor {
  const inherited = { PATH: process.env['PATH'] ?? '' }
  const child = spawn(process.execPath, [program], { env: { ...inherited, ...settings } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  const readyFile = settings['READY_FILE'] ?? ''
  const ended = once(child, 'close')
  const exited = async () => {
    await ended
    return child.exitCode ?? child.signalCode
  }
  return {
    child,
    output: () => output,
    ready: async () => {
      const arrived = () => output.includes('Cartwright is running') || !isAlive(child)
      await expect.poll(arrived, { ...patience, timeout: 120_000 }).toBe(true)
      if (!isAlive(child)) throw new Error(`The supervisor ended: ${output}`)
      return JSON.parse(readFileSync(readyFile, 'utf8')) as Ready
    },
    end: async (signal) => {
      child.kill(signal)
      return await exited()
    },
    exited,
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** Waits until no process with this number runs. */
export async function gone(pid: number): Promise<void> {
  await expect.poll(() => processStamp(pid), patience).toBeNull()
}
