import type { SealingKey } from '@cartwright/platform/crypto/seal'
import type { LogLevel } from '@cartwright/platform/log'
import type { TrustedProxies } from '@cartwright/platform/net/client-address'
import type { StorageSettings } from '@cartwright/platform/storage/storage-settings'

/** What the API is told by its environment; see read-settings.ts. */
export interface Settings {
  readonly isProduction: boolean
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly databaseConnections: number
  /** Where callers reach this API, without a trailing slash. */
  readonly publicUrl: string
  /** Where buyers follow their parcels: `{token}` is replaced. */
  readonly trackingUrlTemplate: string
  readonly consoleOrigins: readonly string[]
  readonly authSecret: string
  readonly serviceSecret: string
  /** Seals small secrets, such as a store's SMTP password, before they are stored. */
  readonly sealKey: SealingKey
  readonly stripeSecretKey: string
  /** A sandbox to speak to instead of Stripe. */
  readonly stripeApiBase: URL | null
  readonly stripeMode: 'sandbox' | 'test' | 'live'
  readonly stripeWebhookSecrets: readonly string[]
  readonly storage: StorageSettings
  /** Fetching files from addresses that stores name. */
  readonly remoteFetch: {
    readonly allowedPorts: readonly number[]
    /** As `URL` tells them, with a port unless it is the usual one: only these may lead inside our
     *  own network. */
    readonly privateHosts: readonly string[]
  }
  readonly rateLimitScale: number
  readonly trustedProxies: TrustedProxies
  readonly logLevel: LogLevel
}
