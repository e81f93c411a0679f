import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

import type { Environment } from './child-environment.ts'
import { DevError } from './dev-error.ts'

/** A part that runs beside us: a process of its own, or a server in this one. */
export type Part = {
  /** Settles when the part has ended, asked to or not, with how it ended. */
  readonly exited: Promise<string>
  readonly stop: () => Promise<void>
}

/** A part that is a process, whose memory and time can be looked up. */
export type ChildPart = Part & { readonly pid: number }

export type ChildPlan = {
  readonly name: string
  /** The TypeScript file Node runs. */
  readonly entry: string
  readonly environment: Environment
  /** Gets every line the child writes. */
  readonly say: (line: string) => void
  /** Gets what the child sends besides `{type: 'ready'}`. */
  readonly onMessage?: (message: object) => void
}

const readyTimeoutMs = 60_000
const graceMs = 10_000
const preload = new URL('end-with-parent.ts', import.meta.url).href

/**
 * Starts a Node program and waits until it sends `{type: 'ready'}`. It ends with us, even if we are
 * killed; Ctrl-C at the terminal does not reach it, so that the order of stopping is ours.
 *
 * @throws DevError when it ends first, is not ready within 60 s, or `signal` is aborted.
 */
export async function startChild(plan: ChildPlan, signal: AbortSignal): Promise<ChildPart> {
  const child = spawnChild(plan)
  const exited = exitOf(child)
  // Without a pid it was never born; `exited` says why, and the part is not handed out.
  const part = { exited, pid: child.pid ?? 0, stop: async () => await stopChild(child, exited) }
  const outcome = await race(signal, [readiness(child, plan), exited, timeout()])
  if (outcome === 'ready') return part
  await part.stop()
  throw new DevError(
    outcome === 'aborted'
      ? 'Stopped while starting.'
      : `The ${plan.name} did not start: ${outcome}.`,
  )
}

/**
 * Runs a Node program that does one thing and ends.
 *
 * @throws DevError when it ends with anything but exit code 0, or `signal` is aborted.
 */
export async function runChild(plan: ChildPlan, signal: AbortSignal): Promise<void> {
  const child = spawnChild(plan)
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null) plan.onMessage?.(message)
  })
  const exited = exitOf(child)
  const drained = channelEndOf(child)
  const outcome = await race(signal, [exited])
  await stopChild(child, exited)
  // What it sent last may arrive after the news of its end.
  await drained
  if (outcome !== 'exit code 0') throw new DevError(`The ${plan.name} did not finish: ${outcome}.`)
}

function spawnChild({ entry, environment, say }: ChildPlan): ChildProcess {
  const child = spawn(process.execPath, ['--import', preload, entry], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) sayLines(stream, say)
  return child
}

function sayLines(stream: Readable, say: (line: string) => void): void {
  createInterface({ input: stream }).on('line', say)
}

async function exitOf(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      resolve(code === null ? `signal ${signal}` : `exit code ${code}`)
    })
  })
}

async function channelEndOf(child: ChildProcess): Promise<void> {
  if (!child.connected) return
  await new Promise<void>((resolve) => {
    child.once('disconnect', resolve)
  })
}

async function readiness(child: ChildProcess, { onMessage }: ChildPlan): Promise<'ready'> {
  return await new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null) return
      if ('type' in message && message.type === 'ready') resolve('ready')
      else onMessage?.(message)
    })
  })
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await exited
  clearTimeout(impatience)
}

async function timeout(): Promise<string> {
  return await new Promise((resolve) => {
    setTimeout(() => resolve(`not ready after ${readyTimeoutMs / 1000} s`), readyTimeoutMs).unref()
  })
}

/** Which comes first, one of the promises or 'aborted'? */
async function race(signal: AbortSignal, promises: readonly Promise<string>[]): Promise<string> {
  const settled = new AbortController()
  const aborted = new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted')
    const once = { once: true, signal: settled.signal }
    signal.addEventListener('abort', () => resolve('aborted'), once)
  })
  try {
    return await Promise.race([...promises, aborted])
  } finally {
    settled.abort()
  }
}
