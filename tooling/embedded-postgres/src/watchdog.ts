import { spawn } from 'node:child_process'

import { cleanEnvironment } from './clean-environment.ts'
import type { RunAccount } from './run-account.ts'

/** Nobody writes to its input: reading ends when the process that holds the other end is gone. */
const script = `
read -r _
kill -INT "$1" 2>/dev/null
if [ -n "$2" ]; then
  while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
  rm -rf -- "$2"
fi`

export type Watched = {
  readonly pid: number
  readonly account: RunAccount | null
  /** A folder to remove once the server has ended, or null. */
  readonly removeAfter: string | null
}

/**
 * Ends the server when this process dies in a way that lets it do nothing any more (SIGKILL, out of
 * memory). A shell waiting on a pipe: about a megabyte. Returns the function that calls it off.
 */
export function watchOver(watched: Watched): () => void {
  const { account, pid, removeAfter } = watched
  const child = spawn('/bin/sh', ['-c', script, 'postgres-watchdog', `${pid}`, removeAfter ?? ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: cleanEnvironment(),
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  child.unref()
  return () => {
    child.kill('SIGKILL')
    child.stdin.destroy()
  }
}
