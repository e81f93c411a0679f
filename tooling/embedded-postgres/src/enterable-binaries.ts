import { randomBytes } from 'node:crypto'
import { cp, lstat, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { NativeBinaries } from './native-binaries.ts'
import type { RunAccount } from './run-account.ts'
import { run } from './run.ts'
import { sharedFolder } from './shared-folder.ts'
import { trustedFolder } from './trusted-folder.ts'

/**
 * A folder of the same binaries that this account can run: the installed one where it can be
 * reached, otherwise a copy, made once per version and platform, in the shared folder.
 */
export async function enterableBinaries(
  native: NativeBinaries,
  account: RunAccount | null,
  sharedDir?: string,
): Promise<string> {
  if (account === null || (await canRun(native.dir, account))) return native.dir
  const parent = await trustedFolder(join(await sharedFolder(sharedDir), 'binaries'))
  const copy = join(parent, `${native.version}-${process.platform}-${process.arch}`)
  if (await exists(copy)) return await trustedFolder(copy)
  await copyInto(native.dir, copy)
  return copy
}

async function canRun(dir: string, account: RunAccount): Promise<boolean> {
  const { code } = await run(join(dir, 'bin', 'postgres'), ['--version'], { account })
  return code === 0
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}

/** By way of a rename, so that a copy with that name is a whole copy, whoever was killed when. */
async function copyInto(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true })
    await rename(draft, to)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(to))) throw error
  }
}
