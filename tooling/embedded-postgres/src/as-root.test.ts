// Only root has an account to lend, so these guarantees do not exist for anybody else.
/* oxlint-disable vitest/no-conditional-tests */
import { chownSync, cpSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { canEnter } from './can-enter.ts'
import { processStamp } from './process-stamp.ts'
import { accountNamed } from './run-account.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
import { hold, kill } from './testing/hold.ts'
import { query } from './testing/query.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

if (process.getuid?.() === 0) {
  test('root lends the server an account without privileges', async () => {
    await using started = await startEmbeddedPostgres({ durable: false })
    const data = await query(started.url, 'show data_directory')
    expect(statSync(data).uid).not.toBe(0)
    expect(statSync(`/proc/${started.pid}`).uid).toBe(statSync(data).uid)
  })

  test('data in a folder nobody else can enter are kept beside it, and found again', async () => {
    using closed = temporaryFolder(0o700)
    using shared = temporaryFolder(0o755)
    const options = {
      durable: true,
      dataDir: closed.path,
      sharedDir: join(shared.path, 's'),
    } as const
    const first = await startEmbeddedPostgres(options)
    await query(first.url, 'create table kept as select 5 as value')
    expect(await query(first.url, 'show data_directory')).toContain(shared.path)
    await first.stop()
    const second = await startEmbeddedPostgres(options)
    expect(await query(second.url, 'select value from kept')).toBe('5')
    await second.stop()

    using copy = temporaryFolder(0o700)
    cpSync(closed.path, copy.path, { recursive: true })
    const copied = startEmbeddedPostgres({ ...options, dataDir: copy.path })
    await expect(copied).rejects.toThrow(/is a copy of/)

    rmSync(join(closed.path, 'postgres'), { recursive: true })
    await using fresh = await startEmbeddedPostgres(options)
    expect(await query(fresh.url, `select count(*) from pg_tables where tablename = 'kept'`)).toBe(
      '0',
    )
    expect(readdirSync(join(shared.path, 's', 'clusters'))).toHaveLength(1)
  })

  const nobody = await accountNamed('nobody')
  if (nobody !== null && (await canEnter(import.meta.dirname, nobody))) {
    test('an ordinary user starts, is killed, and resumes', async () => {
      using folder = temporaryFolder(0o700)
      chownSync(folder.path, nobody.uid, nobody.gid)
      const first = await hold(folder.path, { uid: nobody.uid, gid: nobody.gid })
      await query(first.url, 'create table kept as select 6 as value')
      expect(statSync(`/proc/${first.pid}`).uid).toBe(nobody.uid)
      await kill(first.child)
      const second = await hold(folder.path, { uid: nobody.uid, gid: nobody.gid })
      expect(await query(second.url, 'select value from kept')).toBe('6')
      await kill(second.child)
      await expect.poll(() => processStamp(second.pid), { timeout: 20_000 }).toBeNull()
    })
  }
}
