import { parseArgs } from 'node:util'

import { SettingsError } from '@cartwright/platform/env'

import { createRuntime } from './create-runtime.ts'
import { readSettings } from './read-settings.ts'
import { reportCollection } from './report-collection.ts'
import { collectMedia } from './tasks/media/collect-media.ts'

const USAGE = `Collects what the media library does not need any more, as the worker does each hour.

  --dry-run       only says what would be deleted
  --store <slug>  only of this store; with --dry-run
  --list          names every key; with --dry-run
`

try {
  process.exitCode = await main()
} catch (error) {
  const isMistake = error instanceof SettingsError || error instanceof TypeError
  if (!isMistake) throw error
  process.stderr.write(`${error.message}\n\n${USAGE}`)
  process.exitCode = 1
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      store: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { 'dry-run': isDry, store = null, list: isListing, help } = values
  if (help || (!isDry && (store !== null || isListing))) {
    process.stdout.write(USAGE)
    return help ? 0 : 1
  }
  const runtime = createRuntime(readSettings(process.env))
  try {
    if (!isDry) await collectMedia.run({}, runtime)
    const lines = isDry ? reportCollection(runtime, { store, isListing }) : []
    for await (const line of lines) process.stdout.write(`${line}\n`)
    return 0
  } finally {
    await runtime.mailer.close()
    await runtime.db.destroy()
  }
}
