import { spawn } from 'node:child_process'

import { cleanEnvironment } from './clean-environment.ts'
import type { RunAccount } from './run-account.ts'

/** `code` is null when the program could not be started or was killed; `stderr` then says why. */
export type RunResult = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a short program to its end, as the given account, without our environment. Never throws. */
export async function run(
  program: string,
  args: readonly string[],
  options: { account?: RunAccount | null; cwd?: string },
): Promise<RunResult> {
  const { account } = options
  return await new Promise((resolve) => {
    let stdout = ''
    let stderr = ''
    const child = spawn(program, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.cwd ?? '/',
      env: cleanEnvironment(),
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', (error) => resolve({ code: null, stdout, stderr: error.message }))
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
