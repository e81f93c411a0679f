import { parseArgs } from 'node:util'

export type BenchOptions = {
  /** Requests, or buyers, under way at any moment. */
  readonly connections: number
  /** How often each side is measured; the medians count. */
  readonly rounds: number
  readonly secondsPerRound: number
  /** Names of scenarios and of `uploads`, `library` and `pictures`, or null for all. */
  readonly only: readonly string[] | null
  /** Also time `npm start` on a fresh clone of the last commit. */
  readonly withStart: boolean
  /** Print alone, and leave docs/ as it is. */
  readonly dryRun: boolean
}

/**
 * Reads the command line of `npm run bench -- …`.
 *
 * @throws TypeError with one sentence for an option that is not known or not a whole number.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      connections: { type: 'string', default: '16' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '5' },
      only: { type: 'string' },
      'with-start': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  return {
    connections: wholeNumber('connections', values.connections),
    rounds: wholeNumber('rounds', values.rounds),
    secondsPerRound: wholeNumber('seconds', values.seconds),
    only: values.only === undefined ? null : values.only.split(','),
    withStart: values['with-start'],
    dryRun: values['dry-run'],
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new TypeError(`--${name} must be a whole number from 1 to 9999.`)
}
