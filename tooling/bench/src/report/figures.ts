import { mediaFigures } from './media-figures.ts'
import type { Results } from './results.ts'

/** One promise, what was found, and whether it is kept. */
export type Figure = {
  readonly name: string
  readonly wanted: string
  readonly found: string
  readonly isMet: boolean
}

const SHARE_OF_FLOOR = 0.6
const IDLE_MEGABYTES = 150
const BUSY_MEGABYTES = 200
const READY_MS = 2_000
const START_MS = 60_000

/** The figures Cartwright promises, judged by a run; those it did not measure are left out. */
export function figures(results: Results): Figure[] {
  const { api, startMs } = results
  return [
    ...shares(results),
    ...budgets(results),
    megabytes('API memory, idle after its start', api.idleBytes, IDLE_MEGABYTES),
    megabytes('API memory after the run', api.afterRunBytes, BUSY_MEGABYTES),
    seconds('API ready once the database is', api.readyMs, READY_MS),
    ...mediaFigures(results),
    ...(startMs === null
      ? []
      : [seconds('npm start on a clone, packages cached', startMs, START_MS)]),
  ]
}

function shares({ scenarios }: Results): Figure[] {
  return scenarios
    .filter(({ name }) => name === 'list' || name === 'detail')
    .map(({ title, ours, floor }) => {
      const share = ours.perSecond / floor.perSecond
      return {
        name: `${title}: share of the floor's requests/s`,
        wanted: `≥ ${SHARE_OF_FLOOR * 100} %`,
        found: `${Math.round(share * 100)} %`,
        isMet: share >= SHARE_OF_FLOOR,
      }
    })
}

function budgets({ statements }: Results): Figure[] {
  return statements.flatMap(({ name, statements: count, atMost }) =>
    atMost === null
      ? []
      : [
          {
            name: `Statements of ${name}`,
            wanted: `≤ ${atMost}`,
            found: `${count}`,
            isMet: count <= atMost,
          },
        ],
  )
}

function megabytes(name: string, bytes: number, atMost: number): Figure {
  const found = bytes / 1_000_000
  return {
    name,
    wanted: `≤ ${atMost} MB`,
    found: `${Math.round(found)} MB`,
    isMet: found <= atMost,
  }
}

function seconds(name: string, ms: number, atMostMs: number): Figure {
  return {
    name,
    wanted: `≤ ${atMostMs / 1000} s`,
    found: `${(ms / 1000).toFixed(1)} s`,
    isMet: ms <= atMostMs,
  }
}
