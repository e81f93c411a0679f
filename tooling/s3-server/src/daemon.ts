import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

import { S3ServerError } from './s3-server.ts'

const execute = promisify(execFile)
const graceMs = 5000
const commandTimeoutMs = 60_000
const wordsKept = 2_000

export type Daemon = {
  readonly hasEnded: () => boolean
  /** The end of what it wrote to its errors, to tell why it ended. */
  readonly lastWords: () => string
  readonly stop: () => Promise<void>
}

/** Starts a program that runs until it is stopped, in the foreground, as a child of ours. */
export function startDaemon(program: string, args: readonly string[]): Daemon {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const ended = endOf(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-wordsKept)
  })
  return {
    lastWords: () => said.trim(),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(impatience)
    },
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}

/** Runs a program to its end and answers what it wrote. */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  try {
    return (await execute(program, args, { timeout: commandTimeoutMs })).stdout
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new S3ServerError(`${program} failed: ${said.split('\n').at(-1) ?? ''}`)
  }
}

/** Asks again and again until the answer is yes, the daemon has ended, or time is up. */
export async function until(
  what: string,
  options: {
    readonly daemon: Daemon
    readonly isSo: () => Promise<boolean>
    readonly timeoutMs: number
  },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs
  while (!(await options.isSo())) {
    if (options.daemon.hasEnded()) {
      throw new S3ServerError(`${what}: the program ended. ${options.daemon.lastWords()}`)
    }
    if (Date.now() > deadline) throw new S3ServerError(`${what}: it took too long.`)
    await new Promise((resolve) => {
      setTimeout(resolve, 200)
    })
  }
}
