import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { cleanEnvironment } from './clean-environment.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { RunAccount } from './run-account.ts'

export type ServerSettings = {
  readonly binaries: string
  readonly data: string
  readonly port: number
  readonly account: RunAccount | null
  readonly durable: boolean
  readonly log: (line: string) => void
}

/** How a server ended: its exit code, or the signal that ended it. */
export type ServerExit = { readonly code: number | null; readonly signal: string | null }

export type ServerProcess = {
  readonly pid: number
  readonly exited: Promise<ServerExit>
  /** Fast shutdown: open transactions are rolled back. Harder after 20 s. Ends with the server. */
  readonly stop: () => Promise<void>
}

/** Why a start failed, so far as trying again differently can help. */
export class ServerStartError extends EmbeddedPostgresError {
  readonly reason: 'port_taken' | 'memory_in_use' | 'other'
  constructor(reason: 'port_taken' | 'memory_in_use' | 'other', message: string) {
    super(message)
    this.reason = reason
  }
}

const startTimeoutMs = 60_000

/**
 * Starts PostgreSQL on a made cluster and waits until it takes connections.
 *
 * @throws ServerStartError with PostgreSQL's own words when it ends instead.
 */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const { account } = settings
  const child = spawn(join(settings.binaries, 'bin', 'postgres'), serverArguments(settings), {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own session: Ctrl-C at the terminal is for whoever started us, not for the database.
    detached: true,
    cwd: '/',
    env: cleanEnvironment(),
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  const exited = new Promise<ServerExit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const lines = createInterface({ input: child.stderr })
  const said: string[] = []
  const ready = new Promise<'ready'>((resolve) => {
    lines.on('line', (line) => {
      settings.log(line)
      if (said.push(line) > 40) said.shift()
      if (line.includes('database system is ready to accept connections')) resolve('ready')
    })
  })
  const outcome = await Promise.race([ready, exited, timeout()])
  if (outcome !== 'ready') child.kill('SIGKILL')
  if (outcome !== 'ready' || child.pid === undefined) throw startError(said.join('\n'))
  child.unref()
  // A pipe is a socket and can stop keeping this process alive; the declared type does not say so.
  if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref()
  return {
    pid: child.pid,
    exited,
    stop: async () => await stopServer(child.kill.bind(child), exited),
  }
}

function serverArguments({ data, port, durable }: ServerSettings): string[] {
  const options = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', data, ...flags]
}

async function stopServer(
  kill: (signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => boolean,
  exited: Promise<ServerExit>,
): Promise<void> {
  const impatience = [
    setTimeout(() => kill('SIGQUIT'), 20_000),
    setTimeout(() => kill('SIGKILL'), 25_000),
  ]
  kill('SIGINT')
  await exited
  impatience.forEach((timer) => clearTimeout(timer))
}

async function timeout(): Promise<'late'> {
  return await new Promise((resolve) => {
    setTimeout(() => resolve('late'), startTimeoutMs).unref()
  })
}

function startError(said: string): ServerStartError {
  const message = `PostgreSQL did not start: ${said || 'its program could not be run.'}`
  if (/could not bind|could not create any TCP/.test(said)) {
    return new ServerStartError('port_taken', message)
  }
  const lingering =
    /shared memory block .* is still in use|lock file "postmaster.pid" already exists/
  return new ServerStartError(lingering.test(said) ? 'memory_in_use' : 'other', message)
}
