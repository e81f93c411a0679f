import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program that tests need is missing and cannot be installed from here; one sentence, no stack. */
export class MissingPackagesError extends Error {
  override readonly name = 'MissingPackagesError'
}

const timeoutMs = 600_000

/** Is a program of this name on the path? */
export async function isInstalled(program: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'command -v "$1"', 'sh', program])
    return true
  } catch {
    return false
  }
}

/**
 * Installs packages of Debian, one installation at a time on a machine. Needs to be root.
 *
 * @throws MissingPackagesError naming the packages and, in `otherwise`, what would do instead.
 */
export async function installPackages(
  packages: readonly string[],
  otherwise: string,
): Promise<void> {
  const names = packages.join(' ')
  if (process.getuid?.() !== 0 || !(await isInstalled('apt-get'))) {
    throw new MissingPackagesError(`Install the Debian packages ${names}, or ${otherwise}.`)
  }
  const script =
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"'
  const lock = join(tmpdir(), 'cartwright-apt.lock')
  const args = [lock, '/bin/sh', '-c', script, 'sh', ...packages]
  try {
    await run('flock', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: timeoutMs,
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch {
    throw new MissingPackagesError(
      `apt-get could not install ${names}: look at what it says, or ${otherwise}.`,
    )
  }
}
