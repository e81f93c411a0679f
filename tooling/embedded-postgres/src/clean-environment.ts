/**
 * The environment PostgreSQL's programs get. A PGPORT or PGDATA of the person at the keyboard must
 * not reach them, and LC_ALL=C keeps their messages in the language we read.
 */
export function cleanEnvironment(): Record<string, string> {
  return { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/sbin:/usr/bin:/sbin:/bin' }
}
