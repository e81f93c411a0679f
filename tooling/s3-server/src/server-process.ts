import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { type S3Access, S3ServerError } from './s3-server.ts'

const entry = fileURLToPath(new URL('serve.ts', import.meta.url))

/** Begins to run the server in a process of its own, which is there at once, to be stopped. */
export function forkServer(args: readonly string[] = []): ChildProcess {
  return fork(entry, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true })
}

/** @throws S3ServerError with one sentence when it does not come up. */
export async function accessOf(child: ChildProcess): Promise<S3Access> {
  const said = await Promise.race([
    once(child, 'message').then(([message]: unknown[]) => message),
    once(child, 'exit').then(() => null),
  ])
  if (isReady(said)) return said.access
  const reason =
    typeof said === 'object' && said !== null && 'reason' in said
      ? String(said.reason)
      : 'its process ended'
  throw new S3ServerError(`The S3 server for tests did not start: ${reason}`)
}

function isReady(said: unknown): said is { readonly access: S3Access } {
  return typeof said === 'object' && said !== null && 'access' in said
}

export async function endServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
