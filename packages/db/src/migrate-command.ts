import { migrate } from './migrate.ts'

const url = process.env['DATABASE_URL']
if (url === undefined || url === '') {
  process.stderr.write('DATABASE_URL is not set.\n')
  process.exitCode = 1
} else {
  const names = await migrate(url)
  process.stdout.write(
    names.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${names.join(', ')}.\n`,
  )
}
