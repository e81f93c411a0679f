import type { Database } from '@cartwright/db/database'
import { betterAuth } from 'better-auth'
import { jwt } from 'better-auth/plugins/jwt'

import { SESSION_LIFE_SECONDS } from './session-life.ts'
import { KEY_GRACE_SECONDS, KEY_LIFE_SECONDS } from './signing-key-life.ts'

export interface AuthSettings {
  readonly db: Database
  /** Encrypts the private signing keys at rest; at least 32 characters. */
  readonly secret: string
  /** Issuer and audience of every token, for example `https://shop.example`. */
  readonly publicUrl: string
  readonly newId: () => string
  /** Compare the tables with what better-auth writes at first use (default false: a migration
   *  decides the schema, and a test holds it against better-auth). */
  readonly validateSchema?: boolean
}

export type Auth = ReturnType<typeof configureAuth>

/** better-auth over our own tables. Its HTTP handler is mounted nowhere: its routes, rate limits and
 *  cookies are not the API's, so only its server functions are used. */
export function configureAuth(settings: AuthSettings) {
  return betterAuth({
    baseURL: settings.publicUrl,
    // Given as a list because an environment variable would override a single secret.
    secrets: [{ version: 1, value: settings.secret }],
    database: { db: settings.db, type: 'postgres', transaction: true },
    user: { modelName: 'users' },
    account: { modelName: 'accounts' },
    session: { modelName: 'sessions', expiresIn: SESSION_LIFE_SECONDS },
    verification: { modelName: 'verifications', storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    plugins: [
      jwt({
        jwks: {
          keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' },
          rotationInterval: KEY_LIFE_SECONDS,
          gracePeriod: KEY_GRACE_SECONDS,
        },
        jwt: { issuer: settings.publicUrl, audience: settings.publicUrl },
        schema: { jwks: { modelName: 'jwks' } },
      }),
    ],
    advanced: {
      database: {
        generateId: () => settings.newId(),
        validateSchema: settings.validateSchema ?? false,
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It would write to the console; everything it reports as wrong it also throws or answers.
    logger: { disabled: true },
  })
}
