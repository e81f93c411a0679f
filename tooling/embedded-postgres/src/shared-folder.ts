import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { trustedFolder } from './trusted-folder.ts'

/** /var/lib first: only root writes there, and nothing there is swept away by age. */
const candidates = ['/var/lib/cartwright-embedded', '/var/tmp/cartwright-embedded'] as const

/**
 * Where do binaries and data go that another account must reach while the clone lies in a folder it
 * cannot enter? Only root asks; the folder is root's, and open to all to walk through.
 *
 * @throws EmbeddedPostgresError when no candidate can be made or trusted.
 */
export async function sharedFolder(wanted?: string): Promise<string> {
  const faults: string[] = []
  for (const dir of wanted === undefined ? candidates : [wanted]) {
    try {
      return await trustedFolder(dir)
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL needs a folder that an unprivileged account can enter: ${faults.join(' ')}`,
  )
}
