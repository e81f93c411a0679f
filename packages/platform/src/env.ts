import type { z } from 'zod'

/** The process cannot start with these settings. The message has one sentence per fault. */
export class SettingsError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'SettingsError'
    this.faults = faults
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const sentence = (issue: z.core.$ZodIssue, environment: Environment): string => {
  const name = String(issue.path[0] ?? '')
  if (name === '') return issue.message
  if (environment[name] === undefined) return `${name} is not set.`
  const reason = issue.message.replace(/\.$/, '')
  return reason.startsWith('must ') ? `${name} ${reason}.` : `${name} is not valid: ${reason}.`
}

/**
 * The settings a schema describes, read from environment variables of the same names.
 *
 * An empty variable counts as absent, so that `FOO= npm start` takes the default. All faults are
 * told at once, each naming its variable and never its value, because values may be secrets.
 * Throws `SettingsError`.
 */
export const readEnv = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingsError([...new Set(parsed.error.issues.map((issue) => sentence(issue, given)))])
}
