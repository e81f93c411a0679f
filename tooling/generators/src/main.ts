import { writeFile } from 'node:fs/promises'

import { openapiText } from '@cartwright/api/reference'
import { migrate } from '@cartwright/db/migrate'
import { startEmbeddedPostgres } from '@cartwright/embedded-postgres/start-embedded-postgres'

import { formatSource } from './format-source.ts'
import { openapiFile, tablesFile } from './generated-files.ts'
import { generateTableTypes } from './table-types.ts'

/** Writes every committed file that is made from others. Tests fail while one is out of date. */
const server = await startEmbeddedPostgres({ durable: false })
try {
  await migrate(server.url)
  await writeFile(tablesFile, await formatSource(await generateTableTypes(server.url), 'tables.ts'))
} finally {
  await server.stop()
}
await writeFile(openapiFile, openapiText())
