import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { run } from './run.ts'

/** The operating system account PostgreSQL runs under when we ourselves are root. */
export type RunAccount = { readonly name: string; readonly uid: number; readonly gid: number }

const candidates = ['postgres', '_postgres', 'nobody'] as const
const accountOfOurOwn = 'cartwright-postgres'

/**
 * As whom does the server run? `null` means as ourselves. PostgreSQL refuses to run as root, so
 * root lends it an existing account without privileges, and creates one only where there is none.
 *
 * @throws EmbeddedPostgresError when root finds no such account and may not create one.
 */
export async function runAccount(): Promise<RunAccount | null> {
  if (process.getuid?.() !== 0) return null
  for (const name of [...candidates, accountOfOurOwn]) {
    const account = await accountNamed(name)
    if (account !== null) return account
  }
  await run('useradd', ['--system', '--user-group', '--no-create-home', accountOfOurOwn], {})
  const created = await accountNamed(accountOfOurOwn)
  if (created !== null) return created
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and no unprivileged account (postgres, nobody) exists or could be created: run as an ordinary user, or set DATABASE_URL.',
  )
}

/** The account of that name, unless it is missing, is root, or its ids do not fit a process. */
export async function accountNamed(name: string): Promise<RunAccount | null> {
  const uid = await idOf('-u', name)
  const gid = await idOf('-g', name)
  return uid === null || gid === null ? null : { name, uid, gid }
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number | null> {
  const { code, stdout } = await run('id', [flag, name], {})
  const id = Number.parseInt(stdout, 10)
  const fits = code === 0 && Number.isInteger(id) && id > 0 && id <= 0x7fff_ffff
  return fits ? id : null
}
