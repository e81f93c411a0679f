import { resolve } from 'node:path'

import { DevError } from './dev-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What `npm start` can be told. A part that is given from outside is not started here. */
export type DevSettings = {
  readonly host: string
  readonly apiPort: number
  readonly mailboxPort: number
  readonly sandboxPort: number
  readonly dataDir: string
  readonly readyFile: string | null
  readonly databaseUrl: string | null
  readonly smtpUrl: string | null
  /** A real Stripe account instead of the sandbox. */
  readonly stripe: { readonly secretKey: string; readonly webhookSecrets: string } | null
  /** Kept in a bucket instead of below `dataDir`; its other settings pass through as they are. */
  readonly bucket: string | null
}

/** Settings that stand for one of the ports, with the port taken when they are not set. */
const defaultPorts = { PORT: 4000, MAILBOX_PORT: 4010, SANDBOX_PORT: 4020 } as const

/** @throws DevError with one sentence per setting that cannot be used; values are not repeated. */
export function readDevSettings(environment: Environment, workingDir: string): DevSettings {
  const faults: string[] = []
  const text = (name: string) => environment[name]?.trim() || null
  const port = (name: keyof typeof defaultPorts) => {
    const given = text(name)
    const value = given === null ? defaultPorts[name] : Number(given)
    if (Number.isInteger(value) && value >= 1 && value <= 65_535) return value
    faults.push(`${name} must be a port number from 1 to 65535.`)
    return defaultPorts[name]
  }
  const readyFile = text('READY_FILE')
  const settings: DevSettings = {
    host: text('HOST') ?? '127.0.0.1',
    apiPort: port('PORT'),
    mailboxPort: port('MAILBOX_PORT'),
    sandboxPort: port('SANDBOX_PORT'),
    dataDir: resolve(workingDir, text('DATA_DIR') ?? '.data'),
    readyFile: readyFile === null ? null : resolve(workingDir, readyFile),
    databaseUrl: text('DATABASE_URL'),
    smtpUrl: text('SMTP_URL'),
    stripe: readStripe(text('STRIPE_SECRET_KEY'), text('STRIPE_WEBHOOK_SECRETS'), faults),
    bucket: text('S3_BUCKET'),
  }
  faults.push(...sharedPorts(settings))
  if (faults.length > 0) throw new DevError(faults.join('\n'))
  return settings
}

function readStripe(
  secretKey: string | null,
  webhookSecrets: string | null,
  faults: string[],
): DevSettings['stripe'] {
  if (secretKey === null) return null
  if (webhookSecrets !== null) return { secretKey, webhookSecrets }
  faults.push('STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRETS beside it.')
  return null
}

function sharedPorts({ apiPort, mailboxPort, sandboxPort }: DevSettings): string[] {
  const different = new Set([apiPort, mailboxPort, sandboxPort]).size === 3
  return different ? [] : ['PORT, MAILBOX_PORT and SANDBOX_PORT must be three different ports.']
}
