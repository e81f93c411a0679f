import { lstat, mkdir } from 'node:fs/promises'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/**
 * A folder everybody can enter and only we can write to, created when missing. Below a shared place
 * such as /var/tmp anybody may have put a folder or a link of that name first, so an existing one
 * must be a real folder of ours that nobody else may write to.
 *
 * @throws EmbeddedPostgresError naming the folder when it is not.
 */
export async function trustedFolder(dir: string): Promise<string> {
  await mkdir(dir, { mode: 0o755 }).catch((error: unknown) => {
    if (!isExisting(error)) throw error
  })
  const found = await lstat(dir)
  const ours = found.uid === process.getuid?.()
  if (found.isDirectory() && ours && (found.mode & 0o022) === 0) return dir
  throw new EmbeddedPostgresError(
    `${dir} is not a folder that belongs to us alone; remove it, or set DATABASE_URL.`,
  )
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
