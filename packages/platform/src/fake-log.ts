import { createLog } from './log.ts'
import type { Log } from './log.ts'

export type FakeLog = {
  readonly log: Log
  /** Every line written so far, parsed, of all levels. */
  readonly lines: readonly Record<string, unknown>[]
  /** The same lines as one text, to look for what must not be there. */
  readonly text: () => string
}

/** A log that keeps its lines in memory; redaction and serialisation are the real ones. */
export const fakeLog = (name = 'test'): FakeLog => {
  const lines: Record<string, unknown>[] = []
  const written: string[] = []
  const destination = {
    write: (line: string) => {
      written.push(line)
      lines.push(JSON.parse(line) as Record<string, unknown>)
    },
  }
  return {
    log: createLog({ name, level: 'trace', destination }),
    lines,
    text: () => written.join(''),
  }
}
