import { randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { canEnter } from './can-enter.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { writePrivateFile } from './private-file.ts'
import type { RunAccount } from './run-account.ts'
import { sharedFolder } from './shared-folder.ts'
import { trustedFolder } from './trusted-folder.ts'

const pointerName = 'moved-to'
const originName = 'origin'

/**
 * In which folder does the cluster of `home` lie? In `home` itself where the account can enter it.
 * Otherwise in the shared folder, under a random name; `home` then holds a pointer to it, and it
 * names the `home` it belongs to, so that a second start finds the same data.
 *
 * @throws EmbeddedPostgresError when the pointer leads nowhere or to the data of another copy.
 */
export async function clusterPlace(
  home: string,
  account: RunAccount | null,
  sharedDir?: string,
): Promise<string> {
  if (account === null) return home
  const pointer = await readText(join(home, pointerName))
  if (pointer !== '') return await followPointer(home, pointer)
  await chmod(home, 0o711)
  if (await canEnter(home, account)) return home
  const parent = await trustedFolder(join(await sharedFolder(sharedDir), 'clusters'))
  await removeAbandoned(parent, home)
  return await newPlace(parent, home)
}

async function followPointer(home: string, place: string): Promise<string> {
  const origin = await readText(join(place, originName))
  if (origin === home) return place
  const found = await lstat(place).catch(() => null)
  if (found === null || origin === '') {
    throw new EmbeddedPostgresError(
      `The database files of ${home} were moved to ${place} and are gone from there; remove ${home} to begin with an empty database.`,
    )
  }
  if ((await readText(join(origin, pointerName))) === place) {
    throw new EmbeddedPostgresError(
      `${home} is a copy of ${origin}, and the database files of both are ${place}; remove ${home} to begin with an empty database.`,
    )
  }
  writePrivateFile(join(place, originName), home)
  return place
}

/** What belonged to this very folder before somebody removed it, pointer and all. */
async function removeAbandoned(parent: string, home: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const place = join(parent, name)
    if ((await readText(join(place, originName))) === home) {
      await rm(place, { recursive: true, force: true })
    }
  }
}

async function newPlace(parent: string, home: string): Promise<string> {
  const place = join(parent, randomBytes(8).toString('hex'))
  await mkdir(place, { mode: 0o711 })
  await chmod(place, 0o711)
  writePrivateFile(join(place, originName), home)
  writePrivateFile(join(home, pointerName), place)
  return place
}

/** A folder for one run, under a random name below the system's temporary folder. */
export async function throwawayPlace(parent: string, account: RunAccount | null): Promise<string> {
  const place = join(parent, `cartwright-postgres-${randomBytes(8).toString('hex')}`)
  await mkdir(place, { mode: 0o700 })
  if (account !== null) await chown(place, account.uid, account.gid)
  return place
}

async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '')
}
