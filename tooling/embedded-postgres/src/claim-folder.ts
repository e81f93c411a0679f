import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { processStamp } from './process-stamp.ts'

/** Gives the claim back. Does nothing the second time. */
export type ReleaseClaim = () => void

/**
 * Claims a folder for this process by writing `file`. A claim left behind by a process that no
 * longer runs is taken over.
 *
 * @throws EmbeddedPostgresError when a running process, this one included, holds the claim.
 */
export function claimFolder(file: string): ReleaseClaim {
  const claim = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) })
  // Two tries: one may meet the claim of a dead process, which is then out of the way.
  if (!writeNew(file, claim)) {
    clearStale(file)
    if (!writeNew(file, claim)) throw heldBy(readHolder(readText(file)))
  }
  return () => {
    if (readText(file) === claim) rmSync(file, { force: true })
  }
}

type Holder = { readonly pid: number; readonly stamp: string | null }

function heldBy(holder: Holder | null): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `This data folder is in use by process ${holder?.pid ?? 'unknown'}: stop that one first, or choose another DATA_DIR.`,
  )
}

function clearStale(file: string): void {
  const seen = readText(file)
  const holder = readHolder(seen)
  if (holder !== null && holder.stamp !== null && processStamp(holder.pid) === holder.stamp) {
    throw heldBy(holder)
  }
  // Moved aside first: if another start took it over in between, its claim is put back.
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readText(aside) !== seen) linkBack(aside, file)
  rmSync(aside, { force: true })
}

function linkBack(aside: string, file: string): void {
  try {
    linkSync(aside, file)
  } catch {
    // A third start claimed it meanwhile; the claim we moved is lost to that one.
  }
}

function writeNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const pid = 'pid' in value ? value.pid : null
    const stamp = 'stamp' in value ? value.stamp : null
    return typeof pid === 'number' ? { pid, stamp: typeof stamp === 'string' ? stamp : null } : null
  } catch {
    return null
  }
}
