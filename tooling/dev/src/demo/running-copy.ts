import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { z } from 'zod'

import { RestFailure } from '../rest/rest-failure.ts'

const copy = z.object({
  apiUrl: z.string(),
  mailboxUrl: z.string({ error: 'this copy has no mailbox of its own (SMTP_URL is set)' }),
  sandboxUrl: z.string({ error: 'this copy has no Stripe sandbox (STRIPE_SECRET_KEY is set)' }),
  operator: z.object(
    { email: z.string(), password: z.string() },
    { error: 'this copy has no demo operator, as its database had stores already' },
  ),
  storeId: z.string(),
})

/** Where a running copy is, and who runs its demo shop. */
export type RunningCopy = Readonly<z.infer<typeof copy>>

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Finds the copy of Cartwright to play against: by READY_FILE, or else by the `ready.json` that
 * `npm start` keeps in DATA_DIR while it runs.
 *
 * @throws RestFailure when none runs, or the demo cannot be played against it.
 */
export function runningCopy(environment: Environment, workingDir: string): RunningCopy {
  const file = resolve(
    workingDir,
    environment['READY_FILE'] || join(environment['DATA_DIR'] || '.data', 'ready.json'),
  )
  const read = copy.safeParse(parseFile(file))
  if (read.success) return read.data
  const reasons = read.error.issues.map(({ message }) => message)
  throw new RestFailure(`The demo cannot be played against ${file}: ${reasons.join('; ')}.`)
}

function parseFile(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new RestFailure(
      `No running copy was found: ${file} cannot be read. Run \`npm start\` in another terminal first (or set READY_FILE or DATA_DIR as it was started with).`,
    )
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new RestFailure(`${file} is not JSON.`)
  }
}
