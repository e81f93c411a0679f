import { figures } from './figures.ts'
import { mediaSection } from './media-section.ts'
import type { Machine, Results, ScenarioResult } from './results.ts'
import { textTable } from './text-table.ts'

/** The text of docs/performance.md. */
export function performancePage(results: Results): string {
  const { machine, connections, rounds, secondsPerRound } = results
  return `# Performance

Written by \`npm run bench\`; the same in figures is in [performance.json](performance.json).

The absolute figures belong to one machine. What counts are the shares: beside everything it
measures, the benchmark runs the **floor** in the same minutes on the same machine: a bare Fastify
route that answers one prepared statement's JSON, without credentials, validation or checks. Nothing
that reads the same from PostgreSQL and answers it over HTTP can be much faster than that, but for
what the API does together: requests that are under way at the same moment look up their credentials,
and the products they ask for by name, in one statement.

## What is promised

${figureTable(results)}

## What was measured

${scenarioTable(results.scenarios)}

A *request* is one HTTP request; an *errand* is a whole sequence of them by one buyer: two for a cart
with an item, five and a payment for an order. The floor of an errand is as many requests that each
read one row; it neither prices, writes nor pays, so its share only shows the distance. ${connections}
requests or buyers are under way at any moment. Floor and API are measured in turns, ${rounds} times
${secondsPerRound} s each after a warm-up that does not count; the medians stand here.

## Files and pictures

${mediaSection(results)}

## Statements

${statementTable(results)}

Counted from PostgreSQL's log, \`begin\` and \`commit\` and the look-up of the credential included.
Tests hold each operation to its budget.

## Machine

${machineTable(machine)}

One shop with 1,000 products × 2 variants, one or two pictures each, and 50 shops of 100 products
beside it; PostgreSQL flushes to disk as in production. The load generator, the API, the worker, the
Stripe sandbox and PostgreSQL share the machine. The media library is measured in a shop of its own.

## Running it

\`\`\`sh
npm run bench                          # about ten minutes; rewrites this page
npm run bench -- --with-start          # also times npm start on a fresh clone of the last commit
npm run bench -- --only list,uploads   # of list, detail, cart, order, uploads, library, pictures;
                                       # prints them and leaves this page alone
npm run bench -- --rounds 9 --seconds 10 --connections 32 --dry-run
\`\`\`

It brings its own database and ports, and touches neither \`.data\` nor a running copy. Nothing fails
on a figure: a slow machine is not an error, and no test depends on time.
`
}

/** The promises and whether they are kept, as a table. */
export function figureTable(results: Results): string {
  return textTable([
    ['figure', 'promised', 'found', ''],
    ...figures(results).map(({ name, wanted, found, isMet }) => [
      name,
      wanted,
      found,
      isMet ? 'met' : '**not met**',
    ]),
  ])
}

/** What each scenario showed, the floor beside it, as a table. */
export function scenarioTable(scenarios: readonly ScenarioResult[]): string {
  return textTable([
    [
      'scenario',
      'unit',
      'API /s',
      'floor /s',
      'share',
      'p50 ms',
      'p99 ms',
      'floor p50',
      'floor p99',
    ],
    ...scenarios.map(({ title, unit, ours, floor }) => [
      title,
      unit,
      ours.perSecond.toFixed(0),
      floor.perSecond.toFixed(0),
      `${Math.round((ours.perSecond / floor.perSecond) * 100)} %`,
      ours.p50Ms.toFixed(1),
      ours.p99Ms.toFixed(1),
      floor.p50Ms.toFixed(1),
      floor.p99Ms.toFixed(1),
    ]),
  ])
}

/** Statements by request, as a table. */
export function statementTable({ statements }: Results): string {
  return textTable([
    ['request', 'statements', 'budget'],
    ...statements.map(({ name, statements: count, atMost }) => [name, count, atMost ?? '–']),
  ])
}

function machineTable(machine: Machine): string {
  return textTable([
    ['', ''],
    ['date', machine.date],
    ['processor', `${machine.processor}, ${machine.cores} cores`],
    ['memory', `${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB`],
    ['system', machine.system],
    ['Node', machine.node],
    ['PostgreSQL', machine.postgres],
  ])
}
