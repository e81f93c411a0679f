import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** A folder with `bin`, `lib` and `share`, and the version those were built from. */
export type NativeBinaries = { readonly dir: string; readonly version: string }

const supported: ReadonlySet<string> = new Set([
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
])

/**
 * Where are this machine's PostgreSQL binaries inside `node_modules`? They come as one npm package
 * per platform.
 *
 * @throws EmbeddedPostgresError when none is published, or installed, for this machine.
 */
export function nativeBinaries(target = `${process.platform}-${process.arch}`): NativeBinaries {
  if (!supported.has(target)) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${target}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    )
  }
  const entry = resolveEntry(`@embedded-postgres/${target}`)
  const root = dirname(dirname(entry))
  return { dir: join(root, 'native'), version: versionOf(root) }
}

function resolveEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed: run the install again without leaving out optional dependencies, or set DATABASE_URL.`,
      { cause },
    )
  }
}

function versionOf(root: string): string {
  const manifest: unknown = createRequire(import.meta.url)(join(root, 'package.json'))
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version)
  }
  throw new EmbeddedPostgresError(`The package in ${root} names no version.`)
}
