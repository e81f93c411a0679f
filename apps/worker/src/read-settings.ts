import { parseSealingKey } from '@cartwright/platform/crypto/seal'
import { readEnv } from '@cartwright/platform/env'
import {
  flagSetting,
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

const template = z.string().refine((text) => text.includes('{token}'), 'must contain {token}')

const sealKey = z.string().transform((text, context) => {
  const parsed = parseSealingKey(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'must be 32 bytes as 64 hexadecimal digits' })
  return z.NEVER
})

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PUBLIC_URL: httpUrl,
  TRACKING_URL: template.optional(),
  RESET_URL: template.optional(),
  DATABASE_URL: urlSetting('postgres', 'postgresql').transform((url) => url.href),
  WORKER_CONCURRENCY: wholeNumberSetting(1, 100).default(5),
  AUTH_SECRET: secretSetting(32),
  SEAL_KEY: sealKey,
  STRIPE_SECRET_KEY: z.string().startsWith('sk_', 'must begin with sk_'),
  STRIPE_API_BASE: urlSetting('http', 'https').optional(),
  ...storageVariables,
  SMTP_URL: urlSetting('smtp', 'smtps'),
  ALLOW_PRIVATE_SMTP: flagSetting.default(false),
  MAIL_FROM: z.email('must be an e-mail address').default('no-reply@cartwright.example'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ALLOW_EMBEDDED: z.enum(['true', 'false']).default('false'),
})

type Environment = z.output<typeof environment>

/** The settings of this process. Throws `SettingsError` with one sentence per fault. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const env = readEnv(
    environment.superRefine(refuseInProduction).superRefine(requireStorageVariables),
    variables,
  )
  return {
    isProduction: env.NODE_ENV === 'production',
    databaseUrl: env.DATABASE_URL,
    concurrency: env.WORKER_CONCURRENCY,
    publicUrl: env.PUBLIC_URL,
    trackingUrlTemplate:
      env.TRACKING_URL ?? `${env.PUBLIC_URL}/api/v1/public/orders/{token}/tracking`,
    resetUrlTemplate: env.RESET_URL ?? `${env.PUBLIC_URL}/reset-password?token={token}`,
    authSecret: env.AUTH_SECRET,
    sealKey: env.SEAL_KEY,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripeApiBase: env.STRIPE_API_BASE ?? null,
    storage: storageSettings(env, { publicUrl: env.PUBLIC_URL, authSecret: env.AUTH_SECRET }),
    smtpUrl: env.SMTP_URL,
    allowPrivateSmtp: env.ALLOW_PRIVATE_SMTP,
    mailFrom: env.MAIL_FROM,
    logLevel: env.LOG_LEVEL,
  }
}

/** A shop that takes real money must not run on parts that forget, nor write from an address that
 *  is nobody's, unless its owner insists. */
function refuseInProduction(env: Environment, context: z.RefinementCtx): void {
  if (env.NODE_ENV !== 'production' || env.ALLOW_EMBEDDED === 'true') return
  const refuse = (name: keyof Environment, message: string) =>
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `${message}; set ALLOW_EMBEDDED=true to insist`,
    })
  if (env.STRIPE_API_BASE !== undefined) {
    refuse('STRIPE_API_BASE', 'must not point at a sandbox in production')
  }
  if (env.MAIL_FROM.endsWith('.example')) {
    refuse('MAIL_FROM', 'must be an address of yours in production')
  }
}
