import { writeFile } from 'node:fs/promises'

import { readOptions } from './options.ts'
import { libraryTable, pictureTable, uploadTable } from './report/media-section.ts'
import {
  figureTable,
  performancePage,
  scenarioTable,
  statementTable,
} from './report/performance-page.ts'
import { runBench } from './run-bench.ts'

// `npm run bench`: the options are in options.ts and, with examples, in docs/performance.md.

const docs = new URL('../../../docs/', import.meta.url)

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stopping.abort(new Error(`Stopped by ${signal}.`)))
}

const options = readOptions(process.argv.slice(2))
const say = (line: string) => console.log(line)
const results = await runBench({ options, signal: stopping.signal, say })

const { scenarios, uploads, library, pictures } = results
const tables = [
  ...(scenarios.length === 0 ? [] : [scenarioTable(scenarios), statementTable(results)]),
  ...(uploads === null ? [] : [uploadTable(uploads)]),
  ...(library === null ? [] : [libraryTable(library)]),
  ...(pictures === null ? [] : [pictureTable(pictures)]),
]
for (const table of tables) console.log(`\n${table}`)
console.log(`\n${figureTable(results)}\n`)

if (options.only === null && !options.dryRun) {
  await writeFile(new URL('performance.json', docs), `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(new URL('performance.md', docs), performancePage(results))
  console.log('Written to docs/performance.md and docs/performance.json.')
}
