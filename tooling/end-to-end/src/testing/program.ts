import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { Environment } from '@cartwright/dev/supervisor/child-environment'

const root = new URL('../../../../', import.meta.url)
const endWithParent = new URL('tooling/dev/src/supervisor/end-with-parent.ts', root).href
const READY_LIMIT_MS = 30_000
const GRACE_MS = 10_000
const OUTPUT_KEPT = 8_000

/** One running process of the product. */
export interface Program {
  readonly pid: number
  /** Ends it at once, in the middle of whatever it does, and waits until it is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to end, and ends it when it takes longer than 10 s. */
  readonly stop: () => Promise<void>
  /** The end of what it wrote, to explain a failure. */
  readonly output: () => string
}

export interface ProgramPlan {
  /** The TypeScript file Node runs, from the root of the repository. */
  readonly entry: string
  readonly environment: Environment
}

/**
 * Starts a program of the product with Node and waits until it says that it is ready.
 *
 * @throws Error with its output when it ends first, or is not ready within 30 s.
 */
export async function startProgram(plan: ProgramPlan): Promise<Program> {
  const entry = fileURLToPath(new URL(plan.entry, root))
  const child = spawn(process.execPath, ['--import', endWithParent, entry], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], ...plan.environment },
  })
  const output = recordOutput(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const program: Program = {
    pid: child.pid ?? 0,
    output,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await exited
      clearTimeout(impatience)
    },
  }
  const outcome = await Promise.race([readiness(child), exited.then(() => 'it ended'), timeLimit()])
  if (outcome === 'ready') return program
  await program.kill()
  throw new Error(`${plan.entry} did not start: ${outcome}.\n${output()}`)
}

function recordOutput(child: ChildProcess): () => string {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_KEPT)
    })
  }
  return () => output
}

async function readiness(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('message', (message) => {
      const isReady = typeof message === 'object' && 'type' in message && message.type === 'ready'
      if (isReady) resolve('ready')
    })
  })
}

async function timeLimit(): Promise<string> {
  return await new Promise((resolve) => {
    setTimeout(() => resolve('it was not ready in time'), READY_LIMIT_MS).unref()
  })
}
