import { compare } from './measure/compare.ts'
import { countStatements } from './measure/count-statements.ts'
import { residentMemory } from './measure/resident-memory.ts'
import { timeStart } from './measure/time-start.ts'
import { measureLibrary } from './media/measure-library.ts'
import { measureUploads } from './media/measure-uploads.ts'
import type { BenchOptions } from './options.ts'
import { measurePictures } from './pictures/measure-pictures.ts'
import { readMachine } from './report/read-machine.ts'
import type { Results, ScenarioResult, StatementCount } from './report/results.ts'
import type { CountedStep, Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { startWorld, type World } from './world/start-world.ts'

export type Run = {
  readonly options: BenchOptions
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/** Starts everything, measures, and stops everything, whatever happens in between. */
export async function runBench({ options, signal, say }: Run): Promise<Results> {
  const { connections, rounds, secondsPerRound, only } = options
  const chosen = scenarios.filter(({ name }) => only === null || only.includes(name))
  const stack = new AsyncDisposableStack()
  try {
    const world = await startWorld({ stack, signal, say })
    const machine = await readMachine(world.client)
    const statements: StatementCount[] = []
    const results: ScenarioResult[] = []
    for (const scenario of chosen) {
      signal.throwIfAborted()
      say(`measuring: ${scenario.title}`)
      await scenario.check(world)
      results.push(await measure(world, scenario, options))
      for (const step of scenario.counted) statements.push(await count(world, step))
    }
    const { readyMs, idleBytes, pid } = world.api
    const api = { readyMs, idleBytes, afterRunBytes: await residentMemory(pid) }
    const media = await measureMedia(world, { options, signal, say })
    const run = { machine, connections, rounds, secondsPerRound, scenarios: results, statements }
    await stack.disposeAsync()
    const pictures = await measureCopies({ options, signal, say })
    if (options.withStart) say('timing npm start on a fresh clone')
    return {
      ...run,
      ...media,
      pictures,
      api,
      startMs: options.withStart ? await timeStart() : null,
    }
  } finally {
    await stack.disposeAsync()
  }
}

type Media = Pick<Results, 'uploads' | 'library'>

async function measureMedia(world: World, { options, signal, say }: Run): Promise<Media> {
  const { rounds } = options
  // It would work on what is uploaded, on the processors that are measured.
  await world.stopWorker()
  signal.throwIfAborted()
  const uploads = await when(options, 'uploads', () => {
    say('measuring: uploads')
    return measureUploads(world, rounds)
  })
  signal.throwIfAborted()
  const library = await when(options, 'library', () => {
    say('measuring: media library')
    return measureLibrary(world, rounds)
  })
  return { uploads, library }
}

/** With nothing else running: the processors are all that counts here. */
async function measureCopies({ options, signal, say }: Run): Promise<Results['pictures']> {
  const { rounds, secondsPerRound: seconds } = options
  return await when(options, 'pictures', () => {
    say('measuring: copies of pictures')
    return measurePictures({ rounds, seconds, signal })
  })
}

async function when<Found>(
  { only }: BenchOptions,
  name: string,
  measured: () => Promise<Found>,
): Promise<Found | null> {
  return only === null || only.includes(name) ? await measured() : null
}

async function measure(
  world: World,
  scenario: Scenario,
  { connections, rounds, secondsPerRound }: BenchOptions,
): Promise<ScenarioResult> {
  const { name, title, unit, ours, floor } = scenario
  const stretch = { connections, seconds: secondsPerRound }
  const sides = { ours: () => ours(world, stretch), floor: () => floor(world, stretch) }
  return { name, title, unit, ...(await compare(sides, rounds)) }
}

async function count(world: World, step: CountedStep): Promise<StatementCount> {
  const { name, atMost = null } = step
  const prepare = () => step.prepare(world)
  return { name, atMost, statements: await countStatements(world, prepare) }
}
