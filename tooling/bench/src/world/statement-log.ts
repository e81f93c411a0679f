/** Counts what PostgreSQL says it ran, by the name of the application that sent it. */
export type StatementLog = {
  /** Takes every line the server writes. */
  readonly read: (line: string) => void
  /** How many statements an application has sent so far, `begin` and `commit` included. */
  readonly countOf: (application: string) => number
  /** Was a statement `select 'mark …'` with this mark logged? */
  readonly hasRead: (mark: string) => boolean
}

/** What the server must put before each line for `statementLog` to read it. */
export const logLinePrefix = '[%a] '

/** Reads lines such as `[cartwright-api] LOG:  execute cw_7: select …`. */
export function statementLog(): StatementLog {
  const counts = new Map<string, number>()
  const marks = new Set<string>()
  return {
    read: (line) => {
      const mark = /select '(mark [^']+)'$/.exec(line)?.[1]
      if (mark !== undefined) marks.add(mark)
      const application = /^\[([^\]]*)\] LOG: {2}(?:execute [^:]*|statement): /.exec(line)?.[1]
      if (application !== undefined) counts.set(application, (counts.get(application) ?? 0) + 1)
    },
    countOf: (application) => counts.get(application) ?? 0,
    hasRead: (mark) => marks.has(mark),
  }
}
