import type { Comparison } from '../measure/compare.ts'

export type ScenarioResult = Comparison & {
  readonly name: string
  readonly title: string
  readonly unit: 'request' | 'errand'
}

export type StatementCount = {
  readonly name: string
  readonly statements: number
  readonly atMost: number | null
}

/** The machine and versions a run was made on. */
export type Machine = {
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly system: string
  readonly node: string
  readonly postgres: string
}

/** All that one run found out; what docs/performance.json holds. */
export type Results = {
  readonly machine: Machine
  readonly connections: number
  readonly rounds: number
  readonly secondsPerRound: number
  readonly scenarios: readonly ScenarioResult[]
  readonly statements: readonly StatementCount[]
  readonly api: {
    readonly readyMs: number
    readonly idleBytes: number
    readonly afterRunBytes: number
  }
  /** `npm start` on a clone, or null when it was not timed. */
  readonly startMs: number | null
}
