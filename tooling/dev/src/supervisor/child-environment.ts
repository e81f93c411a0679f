import { join } from 'node:path'

import type { DevSecrets } from './dev-secrets.ts'
import type { DevSettings } from './dev-settings.ts'

export type Environment = Readonly<Record<string, string>>

/** Where the parts are that the others need to reach. */
export type Addresses = {
  readonly databaseUrl: string
  readonly apiUrl: string
  readonly smtpUrl: string
  /** Null with a real Stripe account. */
  readonly sandboxUrl: string | null
}

/** Under which address callers reach the API: never the wildcard it may listen on. */
export function apiUrlOf({ host, apiPort }: DevSettings): string {
  const wild = host === '0.0.0.0' || host === '::'
  const name = wild ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${apiPort}`
}

/** What the API and the worker are told; the API listens on PORT and HOST besides. */
export function productEnvironment(
  settings: DevSettings,
  secrets: DevSecrets,
  addresses: Addresses,
): Environment {
  return {
    NODE_ENV: 'development',
    PORT: `${settings.apiPort}`,
    HOST: settings.host,
    PUBLIC_URL: addresses.apiUrl,
    DATABASE_URL: addresses.databaseUrl,
    SMTP_URL: addresses.smtpUrl,
    AUTH_SECRET: secrets.auth,
    SERVICE_SECRET: secrets.service,
    SEAL_KEY: secrets.seal,
    STRIPE_SECRET_KEY: settings.stripe?.secretKey ?? secrets.stripeKey,
    STRIPE_WEBHOOK_SECRETS: settings.stripe?.webhookSecrets ?? secrets.stripeWebhook,
    ...(addresses.sandboxUrl === null ? {} : { STRIPE_API_BASE: addresses.sandboxUrl }),
    STORAGE_DRIVER: settings.bucket === null ? 'local' : 's3',
    STORAGE_DIR: join(settings.dataDir, 'storage'),
    RATE_LIMIT_SCALE: '1000',
    // People read this terminal; requests that went well need not scroll through it.
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? smallHeap,
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? compileCache,
    ...smallAllocator,
  }
}

/** V8 sizes its heap by the machine's memory, and on a large one hardly collects; a shop needs far
 *  less, and docs/operations.md says when to give it more. */
const smallHeap = '--max-semi-space-size=4 --max-old-space-size=160'

/** Where Node keeps what it made of our TypeScript: the next start takes half the time, and the
 *  compiler's memory is not needed. It belongs to the code, so it goes where that is installed. */
const compileCache = join(import.meta.dirname, '../../../../node_modules/.cache/node-compile-cache')

/** The C library keeps what was freed in arenas, one for each thread unless it is told otherwise.
 *  https://man7.org/linux/man-pages/man3/mallopt.3.html */
const smallAllocator = { MALLOC_ARENA_MAX: '2' }

/** What the Stripe sandbox is told. */
export function sandboxEnvironment(
  settings: DevSettings,
  secrets: DevSecrets,
  apiUrl: string,
): Environment {
  return {
    SANDBOX_PORT: `${settings.sandboxPort}`,
    SANDBOX_WEBHOOK_URL: `${apiUrl}/api/v1/webhooks/stripe`,
    SANDBOX_WEBHOOK_SECRET: secrets.stripeWebhook,
    SANDBOX_DATA_FILE: join(settings.dataDir, 'stripe-sandbox.json'),
  }
}
