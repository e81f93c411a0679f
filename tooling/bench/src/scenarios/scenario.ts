import type { Stretch } from '../load/load-reads.ts'
import type { Load } from '../load/load.ts'
import type { World } from '../world/start-world.ts'

/** One thing shops do, on our side and, as far as it can be done there, on the floor. */
export type Scenario = {
  readonly name: string
  readonly title: string
  /** What is counted per second: a request, or an errand of several. */
  readonly unit: 'request' | 'errand'
  /** Throws when the two sides do not do the same. */
  readonly check: (world: World) => Promise<void>
  readonly ours: (world: World, stretch: Stretch) => Promise<Load>
  readonly floor: (world: World, stretch: Stretch) => Promise<Load>
  /** The requests whose statements are counted. */
  readonly counted: readonly CountedStep[]
}

export type CountedStep = {
  readonly name: string
  /** The most statements it may take, where a figure is set. */
  readonly atMost?: number
  /** Answers the one request to count; what it needs is prepared before that. */
  readonly prepare: (world: World) => Promise<() => Promise<unknown>>
}
