import { readFile } from 'node:fs/promises'

import { openapiText } from '@cartwright/api/reference'
import { createTestDatabase } from '@cartwright/db/testing/test-database'
import { expect, it } from 'vitest'

import { formatSource } from './format-source.ts'
import { openapiFile, tablesFile } from './generated-files.ts'
import { generateTableTypes } from './table-types.ts'

const advice = 'run `npm run generate` and commit what it writes'

it('the committed table types are those of the migrations', async () => {
  await using database = await createTestDatabase()
  const fresh = await formatSource(await generateTableTypes(database.url), 'tables.ts')
  expect(await readFile(tablesFile, 'utf8'), advice).toBe(fresh)
})

it('the committed OpenAPI document is that of the operations', async () => {
  expect(await readFile(openapiFile, 'utf8'), advice).toBe(openapiText())
})
