import { chown, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { RunAccount } from './run-account.ts'
import { run } from './run.ts'

/** The one role of the cluster, its superuser; the database beside it bears the same name. */
export const roleName = 'cartwright'

export type NewCluster = {
  readonly binaries: string
  /** The folder that holds, or will hold, `data`. */
  readonly place: string
  readonly account: RunAccount | null
  readonly password: string
  /** False leaves out flushing to disk, for clusters nobody will miss. */
  readonly durable: boolean
}

/**
 * Returns the folder of the cluster, made first when there is none. It is made under another name
 * and renamed, so a killed start leaves no half cluster behind that looks whole.
 *
 * @throws EmbeddedPostgresError with PostgreSQL's own words when it cannot be made.
 */
export async function initCluster(cluster: NewCluster): Promise<string> {
  const data = join(cluster.place, 'data')
  if (await exists(data)) return data
  const draft = join(cluster.place, 'data.new')
  const passwordFile = join(cluster.place, 'password.new')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await own(draft, cluster.account)
  try {
    await rm(passwordFile, { force: true })
    await writeFile(passwordFile, cluster.password, { flag: 'wx', mode: 0o600 })
    await own(passwordFile, cluster.account)
    await initdb(cluster, draft, passwordFile)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(draft, data)
  return data
}

async function initdb(cluster: NewCluster, draft: string, passwordFile: string): Promise<void> {
  const { code, stdout, stderr } = await run(
    join(cluster.binaries, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${roleName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in, so that sorting does not depend on the machine's libraries.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      ...(cluster.durable ? [] : ['--no-sync']),
    ],
    { account: cluster.account },
  )
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      `PostgreSQL could not create its data folder in ${cluster.place}: ${(stderr || stdout).trim()}`,
    )
  }
}

async function own(path: string, account: RunAccount | null): Promise<void> {
  if (account !== null) await chown(path, account.uid, account.gid)
}

/** @throws EmbeddedPostgresError when another account's data lie there. */
async function exists(data: string): Promise<boolean> {
  const found = await lstat(data).catch(() => null)
  const us = process.getuid?.()
  if (found !== null && us !== 0 && found.uid !== us) {
    throw new EmbeddedPostgresError(
      `The database files in ${data} belong to another account: start as the same user as before, or choose another DATA_DIR.`,
    )
  }
  return found !== null
}
