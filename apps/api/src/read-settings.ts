import { parseSealingKey } from '@cartwright/platform/crypto/seal'
import { readEnv } from '@cartwright/platform/env'
import { parseTrustedProxies } from '@cartwright/platform/net/client-address'
import {
  listSetting,
  portSetting,
  secretSetting,
  urlSetting,
  wholeNumberSetting,
} from '@cartwright/platform/settings'
import {
  requireStorageVariables,
  storageSettings,
  storageVariables,
} from '@cartwright/platform/storage/storage-settings'
import { z } from 'zod'

import type { Settings } from './settings.ts'

const httpUrl = urlSetting('http', 'https').transform((url) => url.href.replace(/\/$/, ''))

const trustedProxies = listSetting.default([]).transform((ranges, context) => {
  const parsed = parseTrustedProxies(ranges)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'must list addresses or CIDR ranges' })
  return z.NEVER
})

const sealKey = z.string().transform((text, context) => {
  const parsed = parseSealingKey(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'must be 32 bytes as 64 hexadecimal digits' })
  return z.NEVER
})

const portList = listSetting.transform((ports, context) => {
  const parsed = z.array(portSetting).min(1).safeParse(ports)
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: 'must list port numbers from 1 to 65535' })
  return z.NEVER
})

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: portSetting.default(4000),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: httpUrl,
  TRACKING_URL: z
    .string()
    .refine((text) => text.includes('{token}'), 'must contain {token}')
    .optional(),
  DATABASE_URL: urlSetting('postgres', 'postgresql').transform((url) => url.href),
  DATABASE_CONNECTIONS: wholeNumberSetting(1, 500).default(10),
  AUTH_SECRET: secretSetting(32),
  SERVICE_SECRET: secretSetting(32),
  SEAL_KEY: sealKey,
  STRIPE_SECRET_KEY: z.string().startsWith('sk_', 'must begin with sk_'),
  STRIPE_API_BASE: urlSetting('http', 'https').optional(),
  STRIPE_WEBHOOK_SECRETS: listSetting.refine(
    (it) => it.length > 0,
    'must name at least one secret',
  ),
  ...storageVariables,
  REMOTE_FETCH_PORTS: portList.default([80, 443]),
  REMOTE_FETCH_PRIVATE_HOSTS: listSetting.default([]),
  CONSOLE_ORIGINS: listSetting.default([]),
  TRUSTED_PROXIES: trustedProxies,
  RATE_LIMIT_SCALE: wholeNumberSetting(1, 1_000_000).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ALLOW_EMBEDDED: z.enum(['true', 'false']).default('false'),
})

/** The settings of this process. Throws `SettingsError` with one sentence per fault. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const env = readEnv(
    environment.superRefine(refuseEmbeddedInProduction).superRefine(requireStorageVariables),
    variables,
  )
  return {
    isProduction: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL,
    trackingUrlTemplate:
      env.TRACKING_URL ?? `${env.PUBLIC_URL}/api/v1/public/orders/{token}/tracking`,
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS,
    authSecret: env.AUTH_SECRET,
    serviceSecret: env.SERVICE_SECRET,
    sealKey: env.SEAL_KEY,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripeApiBase: env.STRIPE_API_BASE ?? null,
    stripeMode: stripeMode(env),
    stripeWebhookSecrets: env.STRIPE_WEBHOOK_SECRETS,
    storage: storageSettings(env, { publicUrl: env.PUBLIC_URL, authSecret: env.AUTH_SECRET }),
    remoteFetch: {
      allowedPorts: env.REMOTE_FETCH_PORTS,
      privateHosts: env.REMOTE_FETCH_PRIVATE_HOSTS,
    },
    consoleOrigins: env.CONSOLE_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    rateLimitScale: env.RATE_LIMIT_SCALE,
    logLevel: env.LOG_LEVEL,
  }
}

type Environment = z.output<typeof environment>

function stripeMode(env: Environment): Settings['stripeMode'] {
  if (env.STRIPE_API_BASE !== undefined) return 'sandbox'
  return env.STRIPE_SECRET_KEY.startsWith('sk_live_') ? 'live' : 'test'
}

/** A shop that takes real money must not run on parts that forget, unless its owner insists. */
function refuseEmbeddedInProduction(env: Environment, context: z.RefinementCtx): void {
  if (env.NODE_ENV !== 'production' || env.ALLOW_EMBEDDED === 'true') return
  if (env.STRIPE_API_BASE !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['STRIPE_API_BASE'],
      message: 'must not point at a sandbox in production; set ALLOW_EMBEDDED=true to insist',
    })
  }
}
