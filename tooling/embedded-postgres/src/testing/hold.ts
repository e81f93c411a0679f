import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const holder = join(import.meta.dirname, 'hold-postgres.ts')

export type Held = { readonly url: string; readonly port: number; readonly pid: number }

/** Starts another process that holds the database of the folder, optionally as another user. */
export async function hold(
  dataDir: string,
  as = {},
): Promise<Held & { readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [holder, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    ...as,
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`The holder ended with ${code}: ${complaint}`)))
  })
  return { ...(JSON.parse(line) as Held), child }
}

/** Ends a process in a way that leaves it no time for anything. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
