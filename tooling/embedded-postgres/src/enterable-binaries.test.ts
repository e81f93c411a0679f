// Only root has an account to lend, so some of these guarantees do not exist for anybody else.
/* oxlint-disable vitest/no-conditional-tests */
import { chownSync, cpSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { enterableBinaries } from './enterable-binaries.ts'
import { nativeBinaries } from './native-binaries.ts'
import { runAccount } from './run-account.ts'
import { run } from './run.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('an ordinary user runs the installed binaries where they are', async () => {
  const native = nativeBinaries()
  expect(await enterableBinaries(native, null)).toBe(native.dir)
})

test('a machine without published binaries is told what to set instead', () => {
  expect(() => nativeBinaries('win32-x64')).toThrow(/DATABASE_URL/)
})

const account = await runAccount()
if (account !== null) {
  test('binaries in a folder the account cannot enter are copied once, to where it can run them', async () => {
    using closed = temporaryFolder(0o700)
    using shared = temporaryFolder(0o755)
    const native = nativeBinaries()
    const dir = join(closed.path, 'native')
    cpSync(native.dir, dir, { recursive: true, verbatimSymlinks: true })
    const sharedDir = join(shared.path, 's')
    const copy = await enterableBinaries({ ...native, dir }, account, sharedDir)
    const { stdout } = await run(join(copy, 'bin', 'postgres'), ['--version'], { account })
    expect(stdout).toContain('PostgreSQL) 18.')
    const made = statSync(copy).ctimeMs
    expect(await enterableBinaries({ ...native, dir }, account, sharedDir)).toBe(copy)
    expect(statSync(copy).ctimeMs).toBe(made)
  })

  test('a folder somebody else put where the copy belongs is not trusted', async () => {
    using closed = temporaryFolder(0o700)
    using shared = temporaryFolder(0o755)
    const sharedDir = join(shared.path, 's')
    mkdirSync(sharedDir)
    chownSync(sharedDir, account.uid, account.gid)
    const native = { dir: closed.path, version: '18' }
    await expect(enterableBinaries(native, account, sharedDir)).rejects.toThrow(/to us alone/)
  })
}
