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

/** What came of uploading pictures to the API and to the floor. */
export type UploadResult = Comparison & {
  /** Uploaded in each turn. */
  readonly files: number
  readonly fileBytes: number
  /** Under way at any moment. */
  readonly concurrency: number
  readonly rounds: number
  /** Resident memory of the API: after one upload, and the most seen in all turns together. */
  readonly memory: { readonly beforeBytes: number; readonly peakBytes: number }
}

/** One page of the media library. */
export type LibraryPage = {
  readonly title: string
  /** How many files match, on all pages. */
  readonly matches: number
  readonly medianMs: number
  /** At most so many times as long as the first page; null for the first page itself. */
  readonly atMost: number | null
}

export type LibraryResult = {
  readonly files: number
  /** How often each page was asked for. */
  readonly samples: number
  /** The first page of all is the first of them. */
  readonly pages: readonly LibraryPage[]
}

/** What came of making the copies of some pictures. */
export type PictureResult = {
  /** Pixels of each picture. */
  readonly pixels: readonly number[]
  /** Pictures per second. */
  readonly ours: number
  readonly sharp: number
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
  readonly uploads: UploadResult | null
  readonly library: LibraryResult | null
  readonly pictures: PictureResult | null
  /** `npm start` on a clone, or null when it was not timed. */
  readonly startMs: number | null
}
