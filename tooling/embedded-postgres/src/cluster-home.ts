import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { claimFolder } from './claim-folder.ts'
import { clusterPlace, throwawayPlace } from './cluster-place.ts'
import { writePrivateFile } from './private-file.ts'
import type { RunAccount } from './run-account.ts'

/** What is kept of a cluster between its starts, and how to give it up. */
export type ClusterHome = {
  /** The folder that holds, or will hold, the cluster's `data`. */
  readonly place: string
  readonly password: string
  readonly lastPort?: number
  /** The folder to remove after the run, or null. */
  readonly removeAfter: string | null
  readonly rememberPort: (port: number) => void
  readonly leave: () => Promise<void>
}

/**
 * The home of a cluster that stays: `postgres` below `dataDir`, claimed for this process.
 *
 * @throws EmbeddedPostgresError when another running process holds it.
 */
export async function durableHome(
  options: { readonly dataDir: string; readonly sharedDir?: string },
  account: RunAccount | null,
): Promise<ClusterHome> {
  const wanted = join(options.dataDir, 'postgres')
  mkdirSync(wanted, { recursive: true, mode: account === null ? 0o700 : 0o711 })
  const home = realpathSync(wanted)
  const release = claimFolder(join(home, 'owner.json'))
  try {
    const lastPort = Number.parseInt(readText(join(home, 'port')), 10)
    return {
      place: await clusterPlace(home, account, options.sharedDir),
      password: keptPassword(join(home, 'password')),
      ...(lastPort > 0 ? { lastPort } : {}),
      removeAfter: null,
      rememberPort: (port) => writePrivateFile(join(home, 'port'), `${port}\n`),
      leave: async () => release(),
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The home of a cluster for one run, gone after it. */
export async function passingHome(account: RunAccount | null): Promise<ClusterHome> {
  const place = await throwawayPlace(realpathSync(tmpdir()), account)
  return {
    place,
    password: newPassword(),
    removeAfter: place,
    rememberPort: () => undefined,
    leave: async () => await rm(place, { recursive: true, force: true, maxRetries: 5 }),
  }
}

function keptPassword(file: string): string {
  const kept = readText(file)
  if (kept !== '') return kept
  const password = newPassword()
  writePrivateFile(file, password)
  return password
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
